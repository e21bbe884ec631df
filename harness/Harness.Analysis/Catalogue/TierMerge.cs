using Harness.Analysis.Results;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// Makes the figures of a tier out of those of its nodes, by the rules that the catalogue states: see <see cref="Merge"/>.
/// </summary>
public static class TierMerge
{
    /// <summary>The tier's figures; those of a single node are its own.</summary>
    /// <param name="nodes">At least one.</param>
    /// <param name="together">
    /// What comes out when the raw data of all nodes are put together, because summaries do not tell it: peaks from samples added up over
    /// aligned
    /// time (<see cref="Merge.Samples"/>), durations and lifetimes from merged histograms (<see cref="Merge.Histograms"/>). All else in it
    /// is
    /// not looked at.
    /// </param>
    public static SideSummary Of(IReadOnlyList<SideSummary> nodes, SideSummary together) => new()
    {
        TimeWait = new()
        {
            Entered = nodes.Sum(n => n.TimeWait.Entered),
            EnteredFrom = LeastExact(nodes),
            Peak = together.TimeWait.Peak,
            Final = nodes.Sum(n => n.TimeWait.Final),
            Overflow = nodes.All(n => n.TimeWait.Overflow is not null) ? nodes.Sum(n => n.TimeWait.Overflow) : null,
        },
        CloseWait = State(nodes, together, n => n.CloseWait),
        FinWait2 = State(nodes, together, n => n.FinWait2),
        Established = State(nodes, together, n => n.Established),
        TimeWaitLifetimeMs = Lifetime(nodes, together, n => n.TimeWaitLifetimeMs),
        FinWait2LifetimeMs = Lifetime(nodes, together, n => n.FinWait2LifetimeMs),
        Counters = Sum(nodes.Select(n => n.Counters)),
        Requests = nodes.Sum(n => n.Requests),
        FirstRequest = nodes.Select(n => n.FirstRequest).FirstOrDefault(r => r is not null),
        CpuSeconds = Math.Round(nodes.Sum(n => n.CpuSeconds), 3),
        MaxRssBytes = nodes.Max(n => n.MaxRssBytes),
        Program = Program([.. nodes.Select(n => n.Program).OfType<ProgramSummary>()]),
        SampleCostUs = together.SampleCostUs,
    };

    private static StateSummary State(IReadOnlyList<SideSummary> nodes, SideSummary together, Func<SideSummary, StateSummary> state) =>
        new() { Peak = state(together).Peak, Final = nodes.Sum(n => state(n).Final) };

    private static LifetimeSummary? Lifetime(
        IReadOnlyList<SideSummary> nodes, SideSummary together, Func<SideSummary, LifetimeSummary?> lifetime) =>
        lifetime(together) is { } lives ? lives with { Left = nodes.Sum(n => lifetime(n)?.Left ?? 0) } : null;

    // The words stand in the order of their exactness, but for "none": a node of which nothing was seen leaves the whole unknown.
    private static EnteredSource LeastExact(IReadOnlyList<SideSummary> nodes)
    {
        var sources = nodes.Select(n => n.TimeWait.EnteredFrom).ToList();
        return sources.Contains(EnteredSource.None) ? EnteredSource.None : sources.Max();
    }

    private static ProgramSummary? Program(IReadOnlyList<ProgramSummary> programs) => programs.Count == 0 ? null : programs[0] with
    {
        ExitCodes = Sum(programs.Select(p => p.ExitCodes)),
        CpuSeconds = Math.Round(programs.Sum(p => p.CpuSeconds), 3),
    };

    private static SortedDictionary<string, long> Sum(IEnumerable<IReadOnlyDictionary<string, long>> counts) => new(
        counts.SelectMany(c => c).GroupBy(c => c.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)),
        StringComparer.Ordinal);
}
