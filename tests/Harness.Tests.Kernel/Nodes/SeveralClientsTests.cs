using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Controller.Trials;
using Harness.Linux.Files;
using Harness.Reporting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Tests.Kernel.Program;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Tests.Kernel.Nodes;

/// <summary>
/// Two client nodes against one server node, a namespace each, on one bridge: the load is split, and every TIME_WAIT is
/// somebody's.
/// </summary>
[Collection(Alone.Name)]
public sealed class SeveralClientsTests
{
    // Odd, and with an odd number of copies: the parts differ, and their sum must not.
    private const int Copies = 3;
    private const int Connections = 1001;

    public static TheoryData<IpVersion, NamespaceRight> Ways { get; } = new()
    {
        { IpVersion.V4, NamespaceRight.Direct },
        { IpVersion.V6, NamespaceRight.Direct },
        { IpVersion.V4, NamespaceRight.ThroughUserNamespace },
        { IpVersion.V6, NamespaceRight.ThroughUserNamespace },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task WhenClientsCloseFirst_EachHoldsTheTimeWaitsOfItsPart(IpVersion ip, NamespaceRight right)
    {
        var trial = await RunAsync(ip, right, new ServerClose.WhenClientCloses());

        AllAreOpenedOnce(trial);
        trial.ClosedFirst.ShouldBe(new ClosedFirst { Client = Connections, Source = ClosedFirstSource.Census });
        Entered(trial).ShouldBe([("server", 0), ("client-1", PartOf(0)), ("client-2", PartOf(1))]);
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((0, Connections));
        (trial.Client.TimeWait.Peak, trial.Client.TimeWait.Final).ShouldBe((Connections, Connections));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task WhenTheServerClosesFirst_ItHoldsThoseOfAll(IpVersion ip, NamespaceRight right)
    {
        var trial = await RunAsync(ip, right, new ServerClose.Immediately(), clients: new ClientClose.WhenServerCloses());

        AllAreOpenedOnce(trial);
        trial.ClosedFirst.ShouldBe(new ClosedFirst { Server = Connections, Source = ClosedFirstSource.Census });
        Entered(trial).ShouldBe([("server", Connections), ("client-1", 0), ("client-2", 0)]);
        (trial.Server.TimeWait.Final, trial.Client.TimeWait.Final).ShouldBe((Connections, 0));
    }

    [Fact]
    public async Task AnOpenLoad_IsSplitOverTheNodes_AndRowsAndSamplesSayWhose()
    {
        Assert.SkipUnless(
            (await NamespaceSupport.FindAsync(TestContext.Current.CancellationToken)).Right != NamespaceRight.None,
            "no namespaces can be made here");
        using var folder = new TempFolder();
        using var parent = ResultParent.Open(folder.Path, new OutputFiles());
        using var results = new ResultFolder(parent);
        var scenario = ScenarioOf(IpVersion.V4, new ServerClose.WhenClientCloses(), new ClientClose.Immediately()) with
        {
            Load = [new LoadStep.Inject(300, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1))],
            Sample = new() { Connections = true, Every = TimeSpan.FromMilliseconds(20) },
        };
        var plan = new RunPlan(scenario, "", [TrialOf(scenario)]);

        var run = new ScenarioRun(plan, Agent, results, NullLogger.Instance, TimeProvider.System);
        var (end, summary) = await run.RunAsync(TestContext.Current.CancellationToken);

        end.ShouldBe(RunEnd.Complete);
        var trial = summary.Trials.ShouldHaveSingleItem();
        (trial.Connections.Opened, trial.Connections.Accepted, trial.LatencyUs.Total!.Count).ShouldBe((300, 300, 300));
        trial.Nodes.Select(n => (n.Node, n.Opened)).ShouldBe([("server", 300), ("client-1", 150), ("client-2", 150)]);
        var record = RunReader.Load(results.Folder.Path);
        record.Samples.Select(s => s.Sample.Node.Name).Distinct().ShouldBe(["server", "client-1", "client-2"], ignoreOrder: true);
        var rows = File.ReadAllLines(Path.Combine(results.Folder.Path, "connections.csv"));
        var node = Array.IndexOf(rows[0].Split(','), "node");
        rows.Skip(1).CountBy(row => row.Split(',')[node]).ShouldBe([new("client-1", 150), new("client-2", 150)], ignoreOrder: true);
    }

    private static IReadOnlyList<string> Agent
    {
        get
        {
            var native = Path.Combine(Path.GetDirectoryName(HarnessProgram.Executable)!, "harness-agent");
            return File.Exists(native) ? [native] : [HarnessProgram.Executable, "agent"];
        }
    }

    private static long PartOf(int node) => LoadShare.Equal(node, 2).IterationsOf(Connections, Copies);

    private static void AllAreOpenedOnce(TrialSummary trial)
    {
        (trial.Connections.Opened, trial.Connections.Completed, trial.Connections.Failed, trial.Connections.Accepted)
            .ShouldBe((Connections, Connections, 0, Connections));
        trial.Nodes.Select(n => (n.Node, n.Tier, n.Opened))
            .ShouldBe([("server", "server", Connections), ("client-1", "client", PartOf(0)), ("client-2", "client", PartOf(1))]);
        trial.LatencyUs.Total.ShouldNotBeNull().Count.ShouldBe(Connections);
        trial.Warnings.ShouldBeEmpty();
    }

    private static IEnumerable<(string Node, long Entered)> Entered(TrialSummary trial) =>
        trial.Nodes.Select(n => (n.Node, n.Figures.TimeWait.Entered!.Value));

    private static Scenario ScenarioOf(IpVersion ip, ServerClose servers, ClientClose clients) => new()
    {
        Name = "two-clients",
        Ip = ip,
        Server = new() { Close = servers },
        Client = new() { Like = "http_client", Close = clients },
        Load = [new LoadStep.IterationsForConstant(Copies, Connections)],
    };

    private static TrialPlan TrialOf(Scenario scenario) =>
        new(1, new SortedDictionary<string, string>(StringComparer.Ordinal), scenario) { Topology = new(Servers: 1, Clients: 2) };

    private static async Task<TrialSummary> RunAsync(IpVersion ip, NamespaceRight right, ServerClose servers, ClientClose? clients = null)
    {
        var found = (await NamespaceSupport.FindAsync(TestContext.Current.CancellationToken)).Right;
        Assert.SkipUnless(found >= right, $"only {found} is possible here");
        var plan = TrialOf(ScenarioOf(ip, servers, clients ?? new ClientClose.Immediately()));
        var log = new TrialLog(plan, new Observers(), NullLogger.Instance, new(StringComparer.Ordinal), new Lock(), TimeProvider.System);
        await using var trial = new Trial(plan, new NamespaceLauncher(Agent) { Right = right }, log, TimeProvider.System);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        await trial.PrepareAsync(deadline.Token);
        await trial.RunAsync(deadline.Token);
        return trial.Summary(isComplete: true);
    }
}
