using System.Globalization;
using System.Net;

namespace Harness.Protocol.Counting;

/// <summary>One opened connection of a hop, as its segments told it to one node.</summary>
/// <param name="Client">Where it came from.</param>
/// <param name="Server">Where it went.</param>
/// <param name="Syn">The client's first sequence number, which tells it from another one of the same ports.</param>
/// <param name="ClientMarks">What the client's end did.</param>
/// <param name="ServerMarks">What the server's end did.</param>
public sealed record FollowedConnection(IPEndPoint Client, IPEndPoint Server, uint Syn, EndMarks ClientMarks, EndMarks ServerMarks)
{
    /// <summary>On its way between processes: <c>198.18.0.2:40000 198.18.0.1:80 4026531840 5 2</c>.</summary>
    public string ToLine() =>
        string.Create(CultureInfo.InvariantCulture, $"{Client} {Server} {Syn} {(int)ClientMarks} {(int)ServerMarks}");

    /// <summary>The reverse of <see cref="ToLine"/>.</summary>
    /// <exception cref="FormatException">The line is not such a line.</exception>
    public static FollowedConnection Parse(string line) =>
        line.Split(' ') is [var client, var server, var syn, var ofClient, var ofServer]
            ? new(IPEndPoint.Parse(client), IPEndPoint.Parse(server), uint.Parse(syn), Marks(ofClient), Marks(ofServer))
            : throw new FormatException($"not a connection: {line}");

    private static EndMarks Marks(string text) => (EndMarks)int.Parse(text, CultureInfo.InvariantCulture);
}
