using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Charts;

/// <summary>The share that a search brings down, at the delays that it tried: the curve that its limit belongs to.</summary>
internal static class SearchedCurve
{
    /// <summary>The measured lines, and above them the searched one where there was a search. Only that one has intervals then.</summary>
    public static IEnumerable<Line> Beside(ThresholdSummary? search, IReadOnlyList<Line> measured, DelayScale axis) => search is null
        ? measured
        : [.. measured.Select(WithoutIntervals), Of(search, axis)];

    /// <summary>What the upright lines are.</summary>
    public static string Intervals(ThresholdSummary? search) => search is null
        ? "An upright line is the 95 % interval (Wilson)."
        : "An upright line is the interval that the search judged by (Wilson): wider than 95 %, because it looks many times.";

    /// <summary>What belongs to the search.</summary>
    public static string Band(ThresholdSummary? search) => search is null ? "" : Sentences.Join(
        $"The dotted line, {SweepText.Percent(search.AtMost)}, is for the curve \"{Name(search)}\"; the band is where the threshold lies.",
        search.Probes.Any(p => p.Verdict == ProbeVerdict.Undecided) ? "A ring: undecided." : "");

    private static string Name(ThresholdSummary search) => $"searched: {SweepText.Counted(search.Share)}";

    private static Line WithoutIntervals(Line line) =>
        line with { Marks = [.. line.Marks.Zip(line.Points, (mark, p) => mark with { Low = p.Y, High = p.Y })] };

    private static Line Of(ThresholdSummary search, DelayScale axis)
    {
        var probes = search.Probes.Where(p => p.Connections > 0).OrderBy(p => p.DelayUs).ToList();
        var points = probes.Select(p => new Point(axis.At(p.DelayUs), Percent((double)p.Hits / p.Connections)));
        return new Line(Name(search), "text", [.. points])
        {
            Marks =
            [
                .. probes.Select(p => new Mark(Words(search, p), Percent(p.Low), Percent(p.High))
                {
                    IsOpen = p.Verdict == ProbeVerdict.Undecided,
                }),
            ],
        };
    }

    private static string Words(ThresholdSummary search, ThresholdProbe probe) =>
        $"{SweepText.Counted(search.Share)} at {Format.Duration(probe.DelayUs)}: {Format.Count(probe.Hits)} of "
        + $"{Format.Count(probe.Connections)}, {SweepText.Share(probe)} "
        + $"({SweepText.Percent(probe.Low)} to {SweepText.Percent(probe.High)}): "
        + SweepText.Verdict(probe.Verdict);

    private static double Percent(double share) => Math.Round(share * 100, 2);
}
