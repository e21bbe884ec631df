using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Clients.Engines;

/// <summary>
/// Decides when connections are opened, in place of this project's own pacing. An implementation is a project of its own, which the program
/// is built with on request: it knows another load tool, and nothing of sockets.
/// </summary>
public interface ILoadEngine
{
    /// <summary>Which one it is.</summary>
    LoadEngine Engine { get; }

    /// <summary>Runs every step of a load to its end.</summary>
    /// <param name="load">What to run.</param>
    /// <param name="stop">Opens no more connections and ends soon; it may also end with OperationCanceledException.</param>
    /// <returns>What the engine itself counted and timed.</returns>
    /// <exception cref="LoadEngineException">The engine cannot run this load.</exception>
    Task<EngineSummary> RunAsync(EngineLoad load, CancellationToken stop);
}
