using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Trials;

/// <summary>Makes one report of those of several nodes of a tier.</summary>
public static class RoleReports
{
    /// <summary>Counts are added, histograms bucket by bucket; of what cannot be added the first node's stands for all.</summary>
    /// <param name="reports">At least one.</param>
    public static RoleReport Merge(IReadOnlyList<RoleReport> reports) => reports.Count == 1 ? reports[0] : new()
    {
        Connections = ConnectionTally.Sum(reports.Select(r => r.Connections)),
        Closes = reports.Any(r => r.Closes is null) ? null : reports.Select(r => r.Closes!).Aggregate((a, b) => a.And(b)),
        Hop = reports.Any(r => r.Hop is null) ? null : reports.Select(r => r.Hop!).Aggregate((a, b) => a.And(b)),
        Bytes = reports.Sum(r => r.Bytes),
        ForeignBytes = reports.Any(r => r.ForeignBytes is null) ? null : reports.Sum(r => r.ForeignBytes),
        Connect = Histogram.Merge(reports.Select(r => r.Connect)),
        Occupancy = Occupancy([.. reports.Select(r => r.Occupancy).OfType<OccupancyReport>()]),
        Total = Histogram.Merge(reports.Select(r => r.Total)),
        Request = Histogram.Merge(reports.Select(r => r.Request)),
        Behind = Histogram.Merge(reports.Select(r => r.Behind)),
        AfterFirstFailurePerSecond = reports.Any(r => r.AfterFirstFailurePerSecond is not null)
            ? reports.Sum(r => r.AfterFirstFailurePerSecond ?? 0)
            : null,
        // The nodes carry their shares of a load side by side.
        Loads = reports.SelectMany(r => r.Loads)
            .GroupBy(l => l.Key, l => l.Value, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => g.Aggregate((a, b) => a.And(b) with { Seconds = Math.Max(a.Seconds, b.Seconds) }),
                StringComparer.Ordinal),
        CloseDelay = Histogram.Merge(reports.Select(r => r.CloseDelay)),
        Requests = reports.Sum(r => r.Requests),
        Faults = reports.Any(r => r.Faults is null) ? null : reports.Select(r => r.Faults!).Aggregate((a, b) => a.And(b)),
        Continues = reports.Any(r => r.Continues is null) ? null : reports.Select(r => r.Continues!).Aggregate((a, b) => a.And(b)),
        FirstRequest = reports.Select(r => r.FirstRequest).FirstOrDefault(r => r is not null),
        Program = Program([.. reports.Select(r => r.Program).OfType<ProgramSummary>()]),
        Engine = reports.Select(r => r.Engine).FirstOrDefault(e => e is not null),
        ThinkTime = Histogram.Merge(reports.Select(r => r.ThinkTime)),
        WitnessMissed = reports.Any(r => r.WitnessMissed is null) ? null : reports.Sum(r => r.WitnessMissed),
        SampleCost = Histogram.Merge(reports.Select(r => r.SampleCost)),
        TimeWaitLives = Lives([.. reports.Select(r => r.TimeWaitLives).OfType<Lifetimes>()]),
        FinWait2Lives = Lives([.. reports.Select(r => r.FinWait2Lives).OfType<Lifetimes>()]),
        Counters = Sum(reports.Select(r => r.Counters)),
        CpuSeconds = reports.Sum(r => r.CpuSeconds),
        MaxRssBytes = reports.Max(r => r.MaxRssBytes),
        MessagesLeftOut = reports.Sum(r => r.MessagesLeftOut),
    };

    private static OccupancyReport? Occupancy(IReadOnlyList<OccupancyReport> reports) => reports.Count == 0 ? null : new()
    {
        // The share of its ports that a node held: a bin means the same on every node.
        Ports = reports.Sum(r => r.Ports),
        Most = reports.Select(r => r.Most).Aggregate((a, b) => a.And(b)),
        ConnectByBin = reports
            .SelectMany(r => r.ConnectByBin)
            .GroupBy(b => b.Key, b => b.Value)
            .ToDictionary(bin => bin.Key, Histogram.Merge),
    };

    private static ProgramSummary? Program(IReadOnlyList<ProgramSummary> programs) => programs.Count == 0 ? null : programs[0] with
    {
        ExitCodes = new SortedDictionary<string, long>(Sum(programs.Select(p => p.ExitCodes)), StringComparer.Ordinal),
        TimedOut = programs.Sum(p => p.TimedOut),
        LeftBehind = programs.Sum(p => p.LeftBehind),
        CpuSeconds = programs.Sum(p => p.CpuSeconds),
    };

    private static Lifetimes? Lives(IReadOnlyList<Lifetimes> lives) =>
        lives.Count == 0 ? null : new([.. lives.SelectMany(l => l.EndedMs)], lives.Sum(l => l.Left));

    private static Dictionary<string, long> Sum(IEnumerable<IReadOnlyDictionary<string, long>> counts) => counts
        .SelectMany(c => c)
        .GroupBy(c => c.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(c => c.Value), StringComparer.Ordinal);
}
