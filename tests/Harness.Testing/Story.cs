using System.Globalization;
using System.Net;
using Harness.Analysis.Sequences;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Testing;

/// <summary>
/// What happened on a connection, told in lines: <c>0.5 client FIN,ACK 1085 5201 0 0.5</c> is a segment with its numbers, its length and
/// when it left (- for never), then what rules did; <c>0.6 server TIME_WAIT</c> is a state; <c>0.7 left_out 12</c> is what was not kept.
/// </summary>
internal static class Story
{
    /// <summary>An ACK is lost, a FIN delayed and a request copied; the copy arrives on a second connection of the same ports.</summary>
    public static Sequence Whole { get; } = Of(
        """
        1.0000 client SYN 1000 0 0 1.0000
        1.0001 server SYN,ACK 5000 1001 0 1.0001
        1.0002 client PSH,ACK 1001 5001 79 1.0002 copied:twice
        1.0003 server PSH,ACK 5001 1080 88 1.0003
        1.0004 client ACK 1080 5089 0 - dropped:lost
        1.0005 client FIN,ACK 1080 5089 0 1.0205 delayed:late
        1.0006 client FIN_WAIT1
        1.0206 server FIN,ACK 5089 1081 0 1.0206
        1.0207 client ACK 1081 5090 0 - dropped:lost
        1.0208 client TIME_WAIT
        1.0209 server LAST_ACK
        1.2206 server FIN,ACK 5089 1081 0 1.2206
        1.2207 client ACK 1081 5090 0 1.2207
        1.2208 server gone
        2.5000 client SYN 9000 0 0 2.5000
        2.5001 server SYN,ACK 70000 9001 0 2.5001
        2.5002 client PSH,ACK 1001 5001 79 2.5003 delivered:twice
        """);

    /// <summary>Reads the lines.</summary>
    public static Sequence Of(string lines, params IReadOnlyList<string> firstOf) => new(
        1,
        IPEndPoint.Parse("192.0.2.2:40000"),
        IPEndPoint.Parse("192.0.2.1:80"),
        firstOf,
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => EventOf(line.Trim().Split(' ')))]);

    private static SequenceEvent EventOf(string[] words)
    {
        var at = Seconds(words[0]);
        if (words[1] == "left_out")
        {
            return new SequenceEvent.LeftOut(at, int.Parse(words[2], CultureInfo.InvariantCulture));
        }

        var side = words[1] == "client" ? Tier.Client : Tier.Server;
        if (words.Length == 3)
        {
            TcpState? state = words[2] == "gone" ? null : Enum.GetValues<TcpState>().First(s => StateText.Of(s) == words[2]);
            return new SequenceEvent.State(at, Math.Round(at - 0.001, 6), side, state, state == TcpState.TimeWait);
        }

        var facts = new SegmentFacts(
            side,
            SegmentFlags.TryParse(words[2].Replace(',', ' '))!.Value,
            Number(words[3]), Number(words[4]), (int)Number(words[5]), Timestamp: 7, Echo: 8);
        return new SequenceEvent.Segment(
            at, words[6] == "-" ? null : Seconds(words[6]), facts, [.. words.Skip(7).Select(w => w.Split(':')).Select(w =>
                new SegmentDeed(Enum.Parse<SegmentAct>(w[0], ignoreCase: true), w[1]))]);
    }

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
