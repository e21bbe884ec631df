using Harness.Scenarios.Options;

namespace Harness.Clients.Engines;

/// <summary>A load for another engine.</summary>
/// <param name="Steps">How many connections, and when; one after the other.</param>
/// <param name="OpenOne">
/// Opens, uses and closes one connection, and records it. Never throws; may be called from many threads at once. After the load is over, or
/// stopped, it opens nothing and says ECANCELED.
/// </param>
/// <param name="Scratch">A folder for what the engine writes; it may not exist yet, and does not outlast the trial.</param>
public sealed record EngineLoad(IReadOnlyList<LoadStep> Steps, Func<Task<EngineConnection>> OpenOne, string Scratch);
