using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>Who closed first at each delay of several curves, at one glance; the longer list goes down, to fit a narrow screen.</summary>
/// <param name="Key">The delay's key, which heads the first column.</param>
/// <param name="Columns">The delays, or the names of the curves.</param>
/// <param name="Rows">The others of the two.</param>
public sealed record DelayGrid(string Key, IReadOnlyList<string> Columns, IReadOnlyList<DelayRow> Rows)
{
    /// <summary>How to read a cell.</summary>
    public const string Explanation = "who closed first; one name means at least 95 % of the connections";

    /// <summary>The grid of a run's curves; null without one.</summary>
    public static DelayGrid? Of(IReadOnlyList<ShareCurve> curves)
    {
        if (curves.Count == 0)
        {
            return null;
        }

        var delays = curves.SelectMany(c => c.Points).Select(p => p.Delay).Distinct().Order().ToList();
        var (names, shown) = (curves.Select(c => SweepText.Name(c.Parameters)).ToList(), delays.Select(Shown).ToList());
        return delays.Count > curves.Count
            ? new(curves[0].Key, names, [.. delays.Select(d => new DelayRow(Shown(d), [.. curves.Select(c => At(c, d))]))])
            : new(curves[0].Key, shown, [.. curves.Zip(names, (c, name) => new DelayRow(name, [.. delays.Select(d => At(c, d))]))]);
    }

    private static string Shown(TimeSpan delay) => Format.Duration(delay.TotalMicroseconds);

    private static ClosedFirst? At(ShareCurve curve, TimeSpan delay) => curve.Points.FirstOrDefault(p => p.Delay == delay)?.Closed;
}

/// <summary>A row of a <see cref="DelayGrid"/>.</summary>
/// <param name="Name">Its delay, or its curve.</param>
/// <param name="Cells">One per column; null where a curve lacks that delay.</param>
public sealed record DelayRow(string Name, IReadOnlyList<ClosedFirst?> Cells);
