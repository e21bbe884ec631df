using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>An agent died or failed in the middle of a run.</summary>
/// <param name="side">Which; null for the link.</param>
/// <param name="message">For the user.</param>
public sealed class AgentException(Side? side, string message) : Exception(message)
{
    /// <summary>The side whose agent it was; null for the link's.</summary>
    public Side? Side { get; } = side;
}
