using System.Net;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Trials;

/// <summary>The connections of a census by who closed first, matched by 4-tuple.</summary>
/// <param name="Server">The server's FIN came first.</param>
/// <param name="Client">The client's FIN came first.</param>
/// <param name="Both">They crossed.</param>
/// <param name="Open">Both ends are there, and neither has closed.</param>
/// <param name="Unmatched">Only an end that has not closed first is left: the other one is gone, and with it the answer.</param>
internal sealed record CensusClasses(long Server, long Client, long Both, long Open, long Unmatched)
{
    public long Total => Server + Client + Both + Open + Unmatched;

    public static CensusClasses Of(IReadOnlyList<SocketEntry> server, IReadOnlyList<SocketEntry> client)
    {
        // An end is active when it sent its FIN before the peer's arrived (RFC 9293, 3.6): then it passes through FIN_WAIT or CLOSING to
        // TIME_WAIT.
        var ends = new Dictionary<(IPEndPoint Client, IPEndPoint Server), (TcpState? Server, TcpState? Client)>();
        foreach (var socket in server)
        {
            ends[(socket.Peer, socket.Local)] = (socket.State, null);
        }

        foreach (var socket in client)
        {
            ends[(socket.Local, socket.Peer)] = (ends.GetValueOrDefault((socket.Local, socket.Peer)).Server, socket.State);
        }

        var classes = ends.Values.CountBy(ClassOf).ToDictionary();
        return new CensusClasses(
            classes.GetValueOrDefault(nameof(Server)),
            classes.GetValueOrDefault(nameof(Client)),
            classes.GetValueOrDefault(nameof(Both)),
            classes.GetValueOrDefault(nameof(Open)),
            classes.GetValueOrDefault(nameof(Unmatched)));
    }

    private static string ClassOf((TcpState? Server, TcpState? Client) ends) => (IsActive(ends.Server), IsActive(ends.Client)) switch
    {
        (true, true) => nameof(Both),
        (true, false) => nameof(Server),
        (false, true) => nameof(Client),
        _ => ends.Server is null || ends.Client is null ? nameof(Unmatched) : nameof(Open),
    };

    private static bool IsActive(TcpState? state) =>
        state is TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing or TcpState.TimeWait;
}
