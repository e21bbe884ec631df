using System.Globalization;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Analysis.Trials;

/// <summary>Makes the figures of a trial out of what its two sides brought. A pure function, also of a trial that broke off.</summary>
public static class Summarizer
{
    /// <summary>The trial's figures. Warnings, expectations, link and memory are added by the caller.</summary>
    /// <param name="plan">The trial.</param>
    /// <param name="server">What the server's side brought.</param>
    /// <param name="client">What the client's side brought.</param>
    /// <param name="loadSeconds">How long the load took, all loads together.</param>
    /// <param name="phases">The phases so far.</param>
    /// <param name="isComplete">False when the trial broke off.</param>
    public static TrialSummary Summarize(TrialPlan plan, SideRecord server, SideRecord client, double loadSeconds, IReadOnlyList<PhaseSpan> phases, bool isComplete)
    {
        var network = plan.Scenario.Network;
        var tally = client.Role?.Connections ?? client.Peaks.Newest?.Connections ?? new();
        var first = CloseClassifier.Classify(network, server, client);
        return new TrialSummary
        {
            Trial = plan.Number,
            Parameters = plan.Parameters,
            Complete = isComplete,
            Connections = new()
            {
                Opened = tally.Opened,
                Completed = tally.Completed,
                Failed = tally.Failed,
                Accepted = (server.Role?.Connections ?? server.Peaks.Newest?.Connections)?.Opened ?? 0,
                Errors = Sorted(tally.Errors),
                ServerErrors = Sorted(server.Role?.Connections.Errors ?? new Dictionary<string, long>(StringComparer.Ordinal)),
            },
            Bytes = (server.Role, client.Role) is ({ Program: null, Bytes: var written }, { Program: null, Bytes: var received })
                ? new() { Written = written, Received = received, Lost = written - received }
                : null,
            ClosedFirst = first,
            Server = SideOf(server, client, plan.Scenario, first.Server + first.Both, first.Source),
            Client = SideOf(client, server, plan.Scenario, first.Client + first.Both, first.Source),
            Rates = new()
            {
                LoadSeconds = Math.Round(loadSeconds, 6),
                ConnectionsPerSecond = loadSeconds > 0 ? Math.Round(tally.Completed / loadSeconds, 1) : 0,
                AfterFirstFailurePerSecond = client.Role?.AfterFirstFailurePerSecond is { } after ? Math.Round(after, 2) : null,
            },
            LatencyUs = new()
            {
                Connect = DurationSummary.Of(client.Role?.Connect ?? new()),
                Total = DurationSummary.Of(client.Role?.Total ?? new()),
                Behind = client.Role is { Behind.Count: > 0 } role ? DurationSummary.Of(role.Behind) : null,
            },
            ConnectByOccupancy = OccupancySummary.Of(client.Role?.Occupancy),
            Engine = client.Role?.Engine,
            CloseDelayUs = server.Role is { CloseDelay.Count: > 0 } delayed ? DurationSummary.Of(delayed.CloseDelay) : null,
            ThinkTimeUs = server.Role is { ThinkTime.Count: > 0 } waited ? DurationSummary.InDetail(waited.ThinkTime) : null,
            Limits = new()
            {
                ClientPorts = Ports(client.Environment),
                ServerTimeWaitBuckets = Number(server.Environment, "tcp_max_tw_buckets"),
                ClientTimeWaitBuckets = Number(client.Environment, "tcp_max_tw_buckets"),
            },
            Phases = phases,
        };
    }

    private static SideSummary SideOf(SideRecord side, SideRecord peer, Scenario scenario, long closedFirst, ClosedFirstSource source)
    {
        var newest = side.Peaks.Newest?.States ?? new StateCounts();
        // After a drain the end is the last sample, not the census before it.
        var census = scenario.Sample.Until == SampleUntil.Drained ? null : side.Census;
        long Final(TcpState state, int sampled) => census?.Count(s => s.State == state) ?? sampled;
        var counters = side.Role?.Counters ?? new Dictionary<string, long>(StringComparer.Ordinal);
        var timeWaits = Final(TcpState.TimeWait, newest.TimeWait);
        return new SideSummary
        {
            TimeWait = Entered(side, peer, scenario.Network, closedFirst, source) with
            {
                Peak = Math.Max(side.Peaks.TimeWait, timeWaits),
                Final = timeWaits,
                Overflow = scenario.Network == NetworkKind.Namespaces ? TimeWaitCounters.Refused(counters) : null,
            },
            CloseWait = new() { Peak = side.Peaks.CloseWait, Final = Final(TcpState.CloseWait, newest.CloseWait) },
            FinWait2 = new() { Peak = side.Peaks.FinWait2, Final = Final(TcpState.FinWait2, newest.FinWait2) },
            Established = new() { Peak = side.Peaks.Established, Final = Final(TcpState.Established, newest.Established) },
            TimeWaitLifetimeMs = Lifetime(side.Role?.TimeWaitLives),
            FinWait2LifetimeMs = Lifetime(side.Role?.FinWait2Lives),
            Counters = Sorted(counters.Where(c => c.Value != 0 || WatchedCounters.Names.Contains(c.Key))),
            Requests = side.Role?.Requests ?? 0,
            FirstRequest = side.Role?.FirstRequest,
            CpuSeconds = Math.Round(side.Role?.CpuSeconds ?? 0, 3),
            MaxRssBytes = side.Role?.MaxRssBytes ?? 0,
            Program = side.Role?.Program,
            SampleCostUs = DurationSummary.Of(side.Role?.SampleCost ?? new()),
        };
    }

    private static LifetimeSummary? Lifetime(Lifetimes? lives) => lives is null ? null : LifetimeSummary.Of(lives.EndedMs, lives.Left);

    private static TimeWaitSummary Entered(SideRecord side, SideRecord peer, NetworkKind network, long closedFirst, ClosedFirstSource source)
    {
        if (CloseClassifier.EnteredByCounter(network, side, peer) is { } counted)
        {
            return new TimeWaitSummary { Entered = counted, EnteredFrom = EnteredSource.Counter };
        }

        // The role was lost with its agent: the newest sample is what is left.
        if (side.Peaks.Newest?.TimeWaitEntered is { } sampled && side.Role is null)
        {
            return new TimeWaitSummary { Entered = sampled, EnteredFrom = EnteredSource.Counter };
        }

        return source switch
        {
            // Of those that closed first, a FIN_WAIT2 has not entered TIME_WAIT yet.
            ClosedFirstSource.Census => new() { Entered = side.Census!.Count(s => s.State == TcpState.TimeWait), EnteredFrom = EnteredSource.Census },
            ClosedFirstSource.Roles => new() { Entered = closedFirst, EnteredFrom = EnteredSource.Roles },
            _ => new(),
        };
    }

    private static SortedDictionary<string, long> Sorted(IEnumerable<KeyValuePair<string, long>> counts) =>
        new(counts.ToDictionary(c => c.Key, c => c.Value), StringComparer.Ordinal);

    private static int? Number(SideEnvironment? side, string sysctl) =>
        side?.Sysctls.TryGetValue(sysctl, out var text) == true && int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Ports(SideEnvironment? side) =>
        side?.Sysctls.TryGetValue("ip_local_port_range", out var text) == true && text.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries) is [var low, var high]
            ? int.Parse(high, CultureInfo.InvariantCulture) - int.Parse(low, CultureInfo.InvariantCulture) + 1
            : null;
}
