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
        var tally = client.Connections ?? new();
        var first = CloseClassifier.Classify(plan.Scenario.Network, server, client);
        var sides = new TierSummarizer(plan.Scenario);
        return new TrialSummary
        {
            Trial = plan.Number,
            Parameters = plan.Parameters,
            Complete = isComplete,
            Connections = ConnectionsOf(server, client),
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
                ConnectionsPerSecond = loadSeconds > 0 ? Math.Round(tally.Completed / loadSeconds, 1) : null,
                RequestsPerSecond = loadSeconds > 0 && (client.Role?.Requests ?? server.Role?.Requests) is { } requests
                    ? Math.Round(requests / loadSeconds, 1)
                    : null,
                AfterFirstFailurePerSecond = client.Role?.AfterFirstFailurePerSecond is { } after ? Math.Round(after, 2) : null,
            },
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

    private static ConnectionSummary ConnectionsOf(HopEnd server, HopEnd client)
    {
        var tally = client.Connections ?? new();
        return new()
        {
            Opened = tally.Opened,
            Completed = tally.Completed,
            Failed = tally.Failed,
            Accepted = server.Connections?.Opened ?? 0,
            Errors = TierSummarizer.Sort(tally.Errors),
            ServerErrors = TierSummarizer.Sort(server.Role?.Connections.Errors ?? new Dictionary<string, long>(StringComparer.Ordinal)),
        };
    }

    private static NodeSummary NodeOf(NodeRecord node, HopEnd peer, ClosedFirstSource source, TierSummarizer sides)
    {
        var alone = HopEnd.Of(node.Tier, [node]);
        var tally = alone.Connections ?? new();
        return new()
        {
            Node = node.Node.Name,
            Tier = node.Tier.Word(),
            Opened = tally.Opened,
            Completed = tally.Completed,
            Failed = tally.Failed,
            Errors = TierSummarizer.Sort(tally.Errors),
            Figures = sides.Summarize(alone, peer, node.Role?.Closes.Self ?? 0, source),
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
