using System.Runtime.InteropServices;

namespace Harness.Analysis.Trials;

/// <summary>How many sockets were in the states whose peaks are figures, at one moment.</summary>
/// <param name="Seconds">The moment, on the trial's axis of time.</param>
/// <param name="TimeWait">TIME_WAIT.</param>
/// <param name="CloseWait">CLOSE_WAIT.</param>
/// <param name="FinWait2">FIN_WAIT2, minisockets included.</param>
/// <param name="Established">ESTABLISHED.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PeakPoint(double Seconds, long TimeWait, long CloseWait, long FinWait2, long Established)
{
    /// <summary>
    /// The most of each state that several nodes had together, at any moment: each node counts with its newest sample at or before that moment. A sum of
    /// the nodes' own peaks would be too much where they come at different times.
    /// </summary>
    /// <param name="nodes">Each node's samples, in the order in which they were taken.</param>
    /// <returns>The peaks; the moment says nothing.</returns>
    public static PeakPoint OfSum(IReadOnlyList<IReadOnlyList<PeakPoint>> nodes)
    {
        var newest = new PeakPoint[nodes.Count];
        var (sum, most) = (default(PeakPoint), default(PeakPoint));
        foreach (var (node, point) in nodes.SelectMany((points, node) => points.Select(p => (Node: node, Point: p))).OrderBy(p => p.Point.Seconds))
        {
            sum = sum.Plus(point).Minus(newest[node]);
            newest[node] = point;
            most = most.OrMore(sum);
        }

        return most;
    }

    private PeakPoint Plus(PeakPoint other) => new(
        0, TimeWait + other.TimeWait, CloseWait + other.CloseWait, FinWait2 + other.FinWait2, Established + other.Established);

    private PeakPoint Minus(PeakPoint other) => new(
        0, TimeWait - other.TimeWait, CloseWait - other.CloseWait, FinWait2 - other.FinWait2, Established - other.Established);

    private PeakPoint OrMore(PeakPoint other) => new(
        0,
        Math.Max(TimeWait, other.TimeWait),
        Math.Max(CloseWait, other.CloseWait),
        Math.Max(FinWait2, other.FinWait2),
        Math.Max(Established, other.Established));
}
