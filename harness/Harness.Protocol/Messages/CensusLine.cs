using System.Net;
using Harness.Protocol.Counting;

namespace Harness.Protocol.Messages;

/// <summary>
/// One socket of a census on its way between processes: <c>6 1 198.18.0.1:8080 198.18.0.2:40000</c>. It is short, because there
/// may be a hundred thousand.
/// </summary>
public static class CensusLine
{
    /// <summary>State number, 1 for a minisocket, local end, peer.</summary>
    public static string Format(SocketEntry socket) => $"{(int)socket.State} {(socket.IsMinisocket ? 1 : 0)} {socket.Local} {socket.Peer}";

    /// <summary>The reverse of <see cref="Format"/>.</summary>
    /// <returns>Null when the line is no such line.</returns>
    public static SocketEntry? TryParse(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 4 && int.TryParse(parts[0], out var state)
            && IPEndPoint.TryParse(parts[2], out var local) && IPEndPoint.TryParse(parts[3], out var peer)
            ? new SocketEntry((TcpState)state, local, peer, parts[1] == "1")
            : null;
    }
}
