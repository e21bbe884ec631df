using System.Globalization;
using Harness.Analysis.Sequences;
using Harness.Analysis.Words;

namespace Harness.Reporting.Diagrams;

/// <summary>What stands above and beside a sequence diagram.</summary>
internal static class DiagramWords
{
    /// <summary>Which connection it is, and why it was chosen.</summary>
    public static string Title(Sequence sequence) => sequence.FirstOf switch
    {
        [var one] => $"The first connection that the link's rule {one} touched",
        [_, ..] several => $"The first connection that the link's rules {string.Join(", ", several)} touched",
        _ => $"{sequence.Client} to {sequence.Server}, touched by {Others(sequence)}",
    };

    /// <summary>How the diagram is to be read.</summary>
    public static string Description(Sequence sequence)
    {
        var looks = sequence.Events.OfType<SequenceEvent.State>().Select(s => s.At - s.After).OfType<double>().Order().ToList();
        return $"{sequence.Client} to {sequence.Server}. Times are those at which the link took or passed on a segment; sequence numbers "
            + "count from each end's newest SYN, TSval from each end's first. "
            + (looks.Count == 0
                ? "No look found a socket of it."
                : $"States as looks at the sockets found them, mostly {Format.Duration(looks[looks.Count / 2] * 1e6)} and at most "
                    + $"{Format.Duration(looks[^1] * 1e6)} apart: what lasted shorter may be missing, and where a band is thin the "
                    + "state may have been another one already.");
    }

    /// <summary>A moment since the diagram's beginning: <c>+12.3 ms</c>.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 0.001 => string.Create(CultureInfo.InvariantCulture, $"+{seconds * 1e6:0} µs"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"+{seconds * 1e3:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"+{seconds:0.000} s"),
    };

    private static string Others(Sequence sequence) => string.Join(" and ", sequence.Events
        .OfType<SequenceEvent.Segment>()
        .SelectMany(s => s.Deeds)
        .Select(d => d.Rule)
        .Distinct(StringComparer.Ordinal)) is { Length: > 0 } rules ? rules : "a rule";
}
