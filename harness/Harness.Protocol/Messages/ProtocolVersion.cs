namespace Harness.Protocol.Messages;

/// <summary>
/// The version of the messages between controller and agent: one JSON object a line, commands on the agent's stdin, reports on its stdout.
/// </summary>
public static class ProtocolVersion
{
    /// <summary>Rises with every change that an older peer would misread; both ends refuse another one.</summary>
    public const int Current = 12;
}
