using System.Net;

namespace Harness.Analysis.Witness;

/// <summary>A connection as the captures of both its ends have it.</summary>
/// <param name="Client">Where it came from.</param>
/// <param name="Server">Where it went.</param>
/// <param name="Syn">The client's first sequence number.</param>
/// <param name="BeganAt">When the client sent its SYN, in nanoseconds since 1970.</param>
/// <param name="ClientEnd">What the client sent.</param>
/// <param name="ServerEnd">What the server sent.</param>
public sealed record WireConnection(
    IPEndPoint Client, IPEndPoint Server, uint Syn, long BeganAt, WireEnd ClientEnd, WireEnd ServerEnd)
{
    /// <summary>Whether the client got to an established connection.</summary>
    public bool IsOpened => ServerEnd.HasAnswered && ClientEnd.HasAcknowledged;

    /// <summary>The server became a TIME_WAIT.</summary>
    public bool ServerEnters => Ending is not ("reset" or "open") && ServerEnd.Enters(ClientEnd);

    /// <summary>The client became a TIME_WAIT.</summary>
    public bool ClientEnters => Ending is not ("reset" or "open") && ClientEnd.Enters(ServerEnd);

    /// <summary>Who closed first: <c>server</c>, <c>client</c>, <c>both</c>; <c>reset</c> by an RST; <c>open</c> when nobody has.</summary>
    public string Ending => (ClientEnd.Cuts(ServerEnd) || ServerEnd.Cuts(ClientEnd)) ? "reset"
        : (ServerEnd.IsFirst(ClientEnd), ClientEnd.IsFirst(ServerEnd)) switch
        {
            (true, true) => "both",
            (true, false) => "server",
            (false, true) => "client",
            _ => "open",
        };
}
