using System.Net;
using Harness.Model.Counting;

namespace Harness.Controller.Trials;

/// <summary>The connections of a census by who closed first, matched by 4-tuple.</summary>
/// <param name="Server">The server's FIN came first.</param>
/// <param name="Client">The client's FIN came first.</param>
/// <param name="Both">They crossed.</param>
/// <param name="Open">Still open, or in a state that does not tell.</param>
internal sealed record CensusClasses(long Server, long Client, long Both, long Open)
{
    public long Total => Server + Client + Both + Open;

    public static CensusClasses Of(IReadOnlyList<SocketEntry> server, IReadOnlyList<SocketEntry> client)
    {
        // An end is active when it sent its FIN before the peer's arrived (RFC 9293, 3.6): then it passes through FIN_WAIT or CLOSING to TIME_WAIT.
        var ends = new Dictionary<(IPEndPoint Client, IPEndPoint Server), (TcpState? Server, TcpState? Client)>();
        foreach (var socket in server)
        {
            ends[(socket.Peer, socket.Local)] = (socket.State, null);
        }

        foreach (var socket in client)
        {
            ends[(socket.Local, socket.Peer)] = (ends.GetValueOrDefault((socket.Local, socket.Peer)).Server, socket.State);
        }

        var classes = ends.Values.CountBy(e => (IsActive(e.Server), IsActive(e.Client))).ToDictionary();
        return new CensusClasses(
            classes.GetValueOrDefault((true, false)),
            classes.GetValueOrDefault((false, true)),
            classes.GetValueOrDefault((true, true)),
            classes.GetValueOrDefault((false, false)));
    }

    private static bool IsActive(TcpState? state) => state is TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing or TcpState.TimeWait;
}
