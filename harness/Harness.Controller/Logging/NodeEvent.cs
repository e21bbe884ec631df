using Harness.Analysis.Running;

namespace Harness.Controller.Logging;

/// <summary>An event that an agent has told: run.log shows it at its own moment and under its node.</summary>
/// <param name="Who">The node.</param>
/// <param name="At">When, a time stamp of this process's clock.</param>
/// <param name="Text">What happened.</param>
internal sealed record NodeEvent(string Who, long At, string Text) : IMoment;
