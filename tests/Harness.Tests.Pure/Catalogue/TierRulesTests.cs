using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Trials;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>Several nodes of a tier become one as the catalogue says of each figure.</summary>
public sealed class TierRulesTests
{
    // The peaks of the two clients come at different moments.
    private static readonly NodeRecord[] Clients = [Record("client-1", 1, (0, 40), (1, 5)), Record("client-2", 2, (0, 0), (1, 30))];

    private static readonly TrialSummary Trial = Summarizer.Summarize(
        new TrialPlan(1, new Dictionary<string, string>(), ExampleSamples.Scenario),
        [Record("server", 9, (0, 0)) with { Tier = Tier.Server }, .. Clients],
        loadSeconds: 1,
        phases: [],
        isComplete: true);

    public static TheoryData<string> Keys =>
    [
        .. Figures.All
            .Where(f => f is { Subject: "client", Merge: not Merge.Figures } && f.Key != "client.time_wait.held")
            .Where(f => !f.Key.EndsWith(".overflow", StringComparison.Ordinal))
            .Select(f => f.Key),
        "client.counters.TcpExt.TW",
        "client.program.exit_codes.7",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void AFigureOfATier_IsMadeByItsRule(string key)
    {
        var figure = Figures.Get(key);
        var nodes = Trial.Nodes.Where(n => n.Tier == "client").Select(n => ValueOf(n.Figures)).ToList();
        nodes.Count.ShouldBe(2);
        nodes[0].ShouldNotBe(nodes[1], "nodes that are alike would show nothing");

        var tier = ValueOf(Trial.Client);
        switch (figure.Merge)
        {
            case Merge.Sum:
                tier.ShouldBe(nodes.Sum(), 1e-9);
                break;
            case Merge.Largest:
                tier.ShouldBe(nodes.Max());
                break;
            case Merge.Samples:
                tier.ShouldBeGreaterThanOrEqualTo(nodes.Max());
                tier.ShouldBeLessThan(nodes.Sum(), "a peak of sums, not a sum of peaks");
                break;
            default:
                figure.Merge.ShouldBe(Merge.Histograms);
                var isCount = figure.Unit == FigureUnit.Count;
                tier.ShouldBeInRange(isCount ? nodes.Sum() : nodes.Min(), isCount ? nodes.Sum() : nodes.Max());
                break;
        }

        double ValueOf(TierSummary tier) => figure.Value(new(new() { Client = tier })).ShouldNotBeNull();
    }

    private static NodeRecord Record(string name, int weight, params (double At, int Count)[] samples)
    {
        var peaks = new NodePeaks();
        foreach (var (at, count) in samples)
        {
            var states = new StateCounts { TimeWait = count, CloseWait = count, FinWait2 = count, Established = count };
            peaks.Add(new() { Node = new(name), Tier = Tier.Client, ElapsedSeconds = at, States = states, Connections = new() }, 0);
        }

        var environment = new NodeEnvironment
        {
            Address = "192.0.2.1", Sysctls = new Dictionary<string, string>(), DescriptorLimit = 1, TimeWaitCounted = CounterMeaning.Entry,
        };
        return new(new(name), Tier.Client, environment, peaks, null, Role(weight));
    }

    private static RoleReport Role(int weight)
    {
        var cost = new Histogram();
        for (var i = 0; i < 10 * weight; i++)
        {
            cost.Record(1_000_000L * weight * (i + 1));
        }

        return new()
        {
            Connections = new() { Opened = 100 * weight, Completed = 100 * weight },
            Counters = new Dictionary<string, long>(StringComparer.Ordinal) { ["TcpExt.TW"] = 100 * weight },
            Requests = 10 * weight,
            Continues = new() { Received = 3 * weight, Withheld = 2 * weight, Overdue = weight },
            CpuSeconds = 0.125 * weight,
            MaxRssBytes = 1000 * weight,
            SampleCost = cost,
            TimeWaitLives = new([.. Enumerable.Range(1, weight).Select(i => 60_000 * i * weight)], weight),
            FinWait2Lives = new([.. Enumerable.Range(1, weight).Select(i => 4_000 * i * weight)], weight),
            Program = new()
            {
                LeftBehind = weight,
                TimedOut = weight,
                CpuSeconds = 0.5 * weight,
                ExitCodes = new Dictionary<string, long> { ["7"] = weight },
            },
        };
    }
}
