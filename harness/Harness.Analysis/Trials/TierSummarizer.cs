using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>Makes the figures of a tier, or of one node of it.</summary>
/// <param name="scenario">The trial's.</param>
internal sealed class TierSummarizer(Scenario scenario)
{
    /// <summary>What a tier, or one node of it, held and cost.</summary>
    /// <param name="end">What it brought.</param>
    /// <param name="peer">What the end at the other end of the hop brought.</param>
    /// <param name="closedFirst">How many connections it closed first, alone or with the other end.</param>
    /// <param name="source">Where that came from.</param>
    public TierSummary Summarize(HopEnd end, HopEnd peer, long closedFirst, ClosedFirstSource source)
    {
        // After a drain the end is the last sample, not the census before it.
        var census = scenario.Sample.Until == SampleUntil.Drained ? null : end.Census;
        long? Final(TcpState state, Func<StateCounts, int> sampled) =>
            census?.Count(s => s.State == state) ?? Sampled(end, end.Newest.Sum(s => sampled(s.States)));
        var entered = Entered(end, peer, closedFirst, source);
        var counters = end.Role?.Counters ?? new Dictionary<string, long>(StringComparer.Ordinal);
        var timeWaits = Final(TcpState.TimeWait, s => s.TimeWait);
        return new TierSummary
        {
            TimeWait = entered with
            {
                Peak = timeWaits is { } last ? Math.Max(Peak(end, entered), last) : null,
                Final = timeWaits,
                Overflow = scenario.Network == NetworkKind.Namespaces && end.Role is not null
                    ? end.Counter(KernelCounter.TimeWaitOverflow)
                    : null,
            },
            OtherConnections = end.Hop?.Others ?? [],
            CloseWait = new() { Peak = Sampled(end, end.Peaks.CloseWait), Final = Final(TcpState.CloseWait, s => s.CloseWait) },
            FinWait2 = new() { Peak = Sampled(end, end.Peaks.FinWait2), Final = Final(TcpState.FinWait2, s => s.FinWait2) },
            Established = new() { Peak = Sampled(end, end.Peaks.Established), Final = Final(TcpState.Established, s => s.Established) },
            TimeWaitLifetimeMs = Lifetime(end.Role?.TimeWaitLives),
            FinWait2LifetimeMs = Lifetime(end.Role?.FinWait2Lives),
            Counters = Sort(counters.Where(c => c.Value != 0 || WatchedCounters.Names.Contains(c.Key))),
            Requests = end.Role?.Requests,
            Faults = end.Role?.Faults,
            Continue = end.Role?.Continues,
            FirstRequest = end.Role?.FirstRequest,
            CpuSeconds = end.Role is { } role ? Math.Round(role.CpuSeconds, 3) : null,
            MaxRssBytes = end.Role?.MaxRssBytes,
            Program = end.Role?.Program,
            SampleCostUs = DurationSummary.OfAny(end.Role?.SampleCost),
        };
    }

    private static long? Sampled(HopEnd end, long count) => end.Newest.Count > 0 ? count : null;

    private static LifetimeSummary? Lifetime(Lifetimes? lives) => lives is null ? null : LifetimeSummary.Of(lives.EndedMs, lives.Left);

    // A sample takes the kernel's number of minisockets and a dump at different moments: a FIN_WAIT2 that came between is no TIME_WAIT.
    private static long Peak(HopEnd end, TimeWaitSummary entered) =>
        entered.EnteredFrom == EnteredSource.Segments ? Math.Min(end.Peaks.TimeWait, entered.Entered!.Value) : end.Peaks.TimeWait;

    private TimeWaitSummary Entered(HopEnd end, HopEnd peer, long closedFirst, ClosedFirstSource source)
    {
        // Which connections were refused a TIME_WAIT is not to be seen on them.
        if ((end.Hop ?? peer.Hop) is { } hop && end.Counter(KernelCounter.TimeWaitOverflow) == 0)
        {
            return new TimeWaitSummary { Entered = hop.Of(end.Tier).Entered, EnteredFrom = EnteredSource.Segments };
        }

        if (CloseClassifier.EnteredByCounter(scenario.Network, end, peer) is { } counted)
        {
            return new TimeWaitSummary { Entered = counted, EnteredFrom = EnteredSource.Counter };
        }

        // The role was lost with its agent: the newest sample is what is left.
        if (end.EnteredBySamples is { } sampled && end.Role is null)
        {
            return new TimeWaitSummary { Entered = sampled, EnteredFrom = EnteredSource.Counter };
        }

        return source switch
        {
            // Of those that closed first, a FIN_WAIT2 has not entered TIME_WAIT yet.
            ClosedFirstSource.Census => new()
            {
                Entered = end.Census!.Count(s => s.State == TcpState.TimeWait), EnteredFrom = EnteredSource.Census,
            },
            ClosedFirstSource.Roles => new() { Entered = closedFirst, EnteredFrom = EnteredSource.Roles },
            _ => new(),
        };
    }

    /// <summary>Counts by name, in the order of their names.</summary>
    public static SortedDictionary<string, long> Sort(IEnumerable<KeyValuePair<string, long>> counts) =>
        new(counts.ToDictionary(c => c.Key, c => c.Value), StringComparer.Ordinal);
}
