using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Terminal;
using Harness.Protocol.Messages;
using Harness.Reporting;
using Harness.Reporting.Pages;

namespace Harness.Tests.Pure.Terminal;

/// <summary>The nodes of a run on hosts beside each other, in the terminal and in the page; and who was lost.</summary>
public sealed class NodeTableTests
{
    private static readonly HostEntry[] Hosts = [Host("server", "a1"), Host("client-1", "b1"), Host("client-2", "b2")];

    private static readonly TrialSummary Trial = new()
    {
        Complete = true,
        Nodes =
        [
            Node("server", "server", opened: 400, closedFirst: 400),
            Node("client-1", "client", opened: 100, closedFirst: 0) with { StartedLateUs = 1500 },
            Node("client-2", "client", opened: 300, closedFirst: 0) with { StartedLateUs = 20 },
        ],
    };

    private static readonly TrialSummary Broken = Trial with
    {
        Complete = false,
        Nodes = [.. Trial.Nodes.Select(n => n.Node == "client-2" ? n with { Finished = false, LastSampleSeconds = 12.02 } : n)],
    };

    [Fact]
    public void EachNode_HasItsHost_ItsShare_WhatItClosed_HowLateItWas_AndItsClock()
    {
        var table = NodeText.Table(Trial, Hosts)!;

        table.Columns.Select(c => c.Head).ShouldBe(
        [
            "host", "connections opened", "share of them", "failed", "closed first", "TIME_WAIT entered", "peak", "at the end",
            "started late", "clock to the controller's",
        ]);
        table.Rows.Select(r => r.Node).ShouldBe(["server", "client-1", "client-2"]);
        table.Rows[0].Cells.ShouldBe(["a1", "400", "100 %", "0", "400", "400", "390", "380", "-", "1.5 s ahead, ± 40 µs"]);
        table.Rows[1].Cells.ShouldBe(["b1", "100", "25 %", "0", "0", "0", "0", "0", "1.5 ms", "1.5 s ahead, ± 40 µs"]);
    }

    [Fact]
    public void WithoutHosts_ThereAreNoColumnsOfThem_AndWithANodeEachNoTable()
    {
        NodeText.Table(Trial, [])!.Columns.ShouldNotContain(c => c.Head == "host" || c.Head.StartsWith("clock"));
        NodeText.Table(Trial with { Nodes = [.. Trial.Nodes.Take(2)] }, Hosts).ShouldBeNull();
        NodeText.Lost(Trial, Hosts).ShouldBeEmpty();
    }

    [Fact]
    public void ALostHost_IsSaidAtTheTop_AndMarkedInTheTable()
    {
        const string said = "Lost, without a report at the end: client-2 on b2 (last sample at 12.02 s). "
            + "Of the others there are samples until 20 s.";
        var run = Run(Broken);

        var screen = Screen.Of(c => SummaryView.Print(c, ExampleRun.ServerFirst().Plan, run, "report", hosts: Hosts));
        var page = VerdictBanner.Render(run, TrialRecord.Of(Record(run))).ToString();

        screen.Words.ShouldContain($"what was measured is kept {said}");
        screen.Cells("client-2").Take(2).ShouldBe(["LOST", "b2"]);
        screen.Lines.ShouldAllBe(l => l.Length <= Screen.Width);
        page.ShouldContain($"<p class=\"lead lost\">{said}</p>");
    }

    [Fact]
    public void ThePage_HasTheTableBesideTheSidesFigures()
    {
        var page = TrialSection.Render(TrialRecord.Of(Record(Run(Broken))).Single(), isOneOfSeveral: false, hasPictures: false).ToString();

        page.ShouldContain("<th scope=\"row\">client-2</th><td>LOST</td><td>b2</td>");
        page.ShouldContain("<th scope=\"row\">client-1</th><td>finished</td><td>b1</td>");
    }

    /// <summary>A host as the first trial found it.</summary>
    internal static HostEntry Host(string node, string name) => new(
        node, node.Split('-')[0], name, "192.0.2.1", Weight: 1,
        new(name, "6.18.0", "Debian", "x64", Processors: 2, MemoryBytes: 1 << 30, IsRoot: true, DescriptorLimit: 1024),
        AgentBuild.Native, "00", 1_500_000, 40);

    /// <summary>What a run on hosts stands on.</summary>
    internal static RunEnvironment On(params HostEntry[] hosts) => ExampleRun.ServerFirst().Environment with { Hosts = hosts };

    private static NodeSummary Node(string node, string tier, long opened, long closedFirst) => new()
    {
        Node = node, Tier = tier, Opened = opened, Completed = opened, Failed = 0, ClosedFirst = closedFirst,
        Finished = true, LastSampleSeconds = 20,
        Figures = new() { TimeWait = new() { Entered = closedFirst, Peak = closedFirst * 39 / 40, Final = closedFirst * 38 / 40 } },
    };

    private static RunSummary Run(TrialSummary trial) => new()
    {
        Scenario = "x", StartedAt = default, Verdict = Verdict.None, Complete = trial.Complete,
        BrokeOff = trial.Complete ? null : "the client-2 agent on b2 ended with exit code 255",
        Trials = [trial],
    };

    private static RunRecord Record(RunSummary run) =>
        new() { Folder = "x", Samples = [], Summary = run, Environment = On(Hosts) };
}
