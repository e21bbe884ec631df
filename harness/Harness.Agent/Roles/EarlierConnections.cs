using Harness.Agent.Programs;
using Harness.Linux;
using Harness.Protocol.Counting;

namespace Harness.Agent.Roles;

/// <summary>
/// Connections of earlier runs. Where both sides share a network, connections are told apart by port, and what an earlier run
/// left there would be counted again.
/// </summary>
internal static class EarlierConnections
{
    /// <exception cref="ProgramException">One of <paramref name="ports"/> still has connections.</exception>
    public static void Refuse(IReadOnlyList<int> ports)
    {
        using var dump = new SocketDump();
        var left = dump.List(SocketFilter.Listening(ports)).Concat(dump.List(SocketFilter.ConnectingTo(ports))).ToList();
        if (left.Count > 0)
        {
            throw new ProgramException(
                $"port {string.Join(", ", ports)} still has {left.Count:N0} connections of an earlier run, "
                + $"{left.Count(s => s.State == TcpState.TimeWait):N0} of them in TIME_WAIT; "
                + "wait a minute, or leave server.ports out to get a free one");
        }
    }
}
