using System.Globalization;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Analysis.Trials;

/// <summary>Makes the figures of a trial out of what its nodes brought. A pure function, also of a trial that broke off.</summary>
public static class Summarizer
{
    private static readonly Dictionary<string, long> NoErrors = new(StringComparer.Ordinal);

    /// <summary>The trial's figures. Warnings, expectations, link and memory are added by the caller.</summary>
    /// <param name="plan">The trial.</param>
    /// <param name="nodes">What the nodes brought: at least one server and one client.</param>
    /// <param name="loadSeconds">How long the load took, all loads together.</param>
    /// <param name="phases">The phases so far.</param>
    /// <param name="isComplete">False when the trial broke off.</param>
    public static TrialSummary Summarize(
        TrialPlan plan, IReadOnlyList<NodeRecord> nodes, double loadSeconds, IReadOnlyList<PhaseSpan> phases, bool isComplete)
    {
        var (server, client) = (EndOf(nodes, Tier.Server), EndOf(nodes, Tier.Client));
        var connections = ConnectionsOf(plan.Scenario, server, client);
        var first = CloseClassifier.Classify(plan.Scenario.Network, server, client);
        var sides = new TierSummarizer(plan.Scenario);
        return new TrialSummary
        {
            Trial = plan.Number,
            Parameters = plan.Parameters,
            Complete = isComplete,
            Connections = connections,
            Bytes = (server.Role, client.Role) is ({ Program: null } sent, { Program: null } read)
                ? new()
                {
                    Written = sent.Bytes,
                    Received = read.Bytes,
                    Lost = sent.Bytes - read.Bytes,
                    Foreign = sent.ForeignBytes + read.ForeignBytes,
                }
                : null,
            ClosedFirst = first,
            Server = sides.Summarize(server, client, first.Server + first.Both, first.Source),
            Client = sides.Summarize(client, server, first.Client + first.Both, first.Source),
            Rates = new()
            {
                LoadSeconds = loadSeconds > 0 ? Math.Round(loadSeconds, 6) : null,
                ConnectionsPerSecond = loadSeconds > 0 && connections.Completed is { } completed
                    ? Math.Round(completed / loadSeconds, 1)
                    : null,
                RequestsPerSecond = loadSeconds > 0 && (client.Role?.Requests ?? server.Role?.Requests) is { } requests
                    ? Math.Round(requests / loadSeconds, 1)
                    : null,
                AfterFirstFailurePerSecond = client.Role?.AfterFirstFailurePerSecond is { } after ? Math.Round(after, 2) : null,
            },
            Loads = client.Role is { Loads.Count: > 0 } named
                ? named.Loads.ToDictionary(l => l.Key, l => LoadSummary.Of(l.Value), StringComparer.Ordinal)
                : null,
            LatencyUs = new()
            {
                Connect = DurationSummary.OfAny(client.Role?.Connect),
                Total = DurationSummary.OfAny(client.Role?.Total),
                Request = DurationSummary.OfAny(client.Role?.Request),
                Behind = DurationSummary.OfAny(client.Role?.Behind),
            },
            ConnectByOccupancy = OccupancySummary.Of(client.Role?.Occupancy),
            Engine = client.Role?.Engine,
            CloseDelayUs = DurationSummary.OfAny(server.Role?.CloseDelay),
            ThinkTimeUs = server.Role is { ThinkTime.Count: > 0 } waited ? DurationSummary.InDetail(waited.ThinkTime) : null,
            Limits = new()
            {
                ClientPorts = Sum(client, Ports),
                ServerTimeWaitBuckets = Sum(server, Buckets),
                ClientTimeWaitBuckets = Sum(client, Buckets),
            },
            Nodes = [.. nodes.Select(n => NodeOf(n, n.Tier == Tier.Server ? client : server, first.Source, sides))],
            Phases = phases,
        };
    }

    /// <summary>One end of the hop between the tiers.</summary>
    public static HopEnd EndOf(IReadOnlyList<NodeRecord> nodes, Tier tier) => HopEnd.Of(tier, [.. nodes.Where(n => n.Tier == tier)]);

    // Of a program on loopback the built-in side at the other end tells what it can.
    private static ConnectionSummary ConnectionsOf(Scenario scenario, HopEnd server, HopEnd client)
    {
        var isOnLoopback = scenario.Network == NetworkKind.Loopback;
        var seenByServer = isOnLoopback && scenario.Client.Program is not null ? server : null;
        var seenByClient = isOnLoopback && scenario.Server.Program is not null ? client : null;
        return new()
        {
            Opened = (seenByServer ?? client).Connections?.Opened,
            Completed = seenByServer is null ? client.Connections?.Completed : seenByServer.Role?.Closes?.Closed,
            Failed = client.Connections?.Failed,
            Accepted = (seenByClient ?? server).Connections?.Opened,
            Errors = TierSummarizer.Sort(client.Connections?.Errors ?? NoErrors),
            ServerErrors = TierSummarizer.Sort(server.Connections?.Errors ?? NoErrors),
        };
    }

    private static NodeSummary NodeOf(NodeRecord node, HopEnd peer, ClosedFirstSource source, TierSummarizer sides)
    {
        var alone = HopEnd.Of(node.Tier, [node]);
        var tally = alone.Connections;
        return new()
        {
            Node = node.Node.Name,
            Tier = node.Tier.Word(),
            Opened = tally?.Opened,
            Completed = tally?.Completed,
            Failed = tally?.Failed,
            Errors = TierSummarizer.Sort(tally?.Errors ?? NoErrors),
            ClosedFirst = alone.Hop?.Of(node.Tier).ClosedFirst ?? node.Role?.Closes?.Self,
            Finished = node.Role is not null ? true : node.Peaks.Newest is not null ? false : null,
            OtherSockets = node.Role?.Others,
            LastSampleSeconds = node.Peaks.Newest?.ElapsedSeconds,
            Figures = sides.Summarize(alone, peer, node.Role?.Closes?.Self ?? 0, source),
        };
    }

    // Of nodes whose limit is not known nothing is known of the sum.
    private static int? Sum(HopEnd end, Func<NodeEnvironment, int?> limit) =>
        end.Environments.Count > 0 && end.Environments.All(e => limit(e) is not null) ? end.Environments.Sum(limit) : null;

    private static int? Buckets(NodeEnvironment node) =>
        node.Sysctls.TryGetValue("tcp_max_tw_buckets", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static int? Ports(NodeEnvironment node) => PortRange.Parse(node.Sysctls.GetValueOrDefault("ip_local_port_range"))?.Width;
}
