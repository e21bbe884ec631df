using Harness.Analysis.Catalogue;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Words;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Comparing;

public sealed class ComparerTests
{
    private static readonly double[] Slow = [1000, 1010, 1020, 1030, 1040];
    private static readonly double[] Fast = [2000, 2010, 2020, 2030, 2040];

    [Fact]
    public void ServerCloseAgainstClientClose_SaysWhoHoldsWhat_FromTheFiguresAlone()
    {
        var c = Compare(ExampleSource.Of("server-first", 10_000, 10_000, Slow), ExampleSource.Of("client-first", 0, 10_000, Fast));

        c.Verdict[0].ShouldBe("server-first: the server holds 10,000 TIME_WAITs at once, 2.4 MiB; the client none.");
        c.Verdict[1].ShouldBe(
            "client-first: the client holds 10,000 TIME_WAITs at once, 2.4 MiB and 35.4 % of its ports; the server none.");
        c.Verdict[2].Split('\n').ShouldSatisfyAllConditions(
            lines => lines[0].ShouldBe("client-first against server-first:"),
            lines => lines[1].ShouldBe("  better: server: TIME_WAITs entered, 10,000 -> 0"),
            lines => lines.ShouldContain("  better: connections per second, 1,020/s -> 2,020/s"),
            lines => lines.ShouldContain("  worse: client: TIME_WAITs entered, 0 -> 10,000"));
        c.Subjects.Select(s => (s.Holder, s.ServerShare)).ShouldBe([(TimeWaitHolder.Server, 1.0), (TimeWaitHolder.Client, 0.0)]);
        c.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void StructuralDifferences_AreExact_AndNoisyOnes_AreTested()
    {
        var c = Compare(ExampleSource.Of("server-first", 1000, 1000, Slow), ExampleSource.Of("client-first", 0, 1000, Fast));

        Difference(c, "server.time_wait.entered").Exact.ShouldBeTrue();
        Difference(c, "server.time_wait.memory").Estimate.ShouldBe(-256_000);
        Difference(c, "connections.failed").Mark.ShouldBe(DifferenceMark.Same);
        Difference(c, "rates.connections_per_second").PValue.ShouldNotBeNull().ShouldBe(2.0 / 252, 1e-12);
        c.Tests.Tested.ShouldBe(4);
        c.Tests.MarkedAfterHolm.ShouldBe(4);
        c.Tests.ByChance.ShouldBe(0.2);
    }

    [Fact]
    public void SwappingTheSubjects_FlipsEveryMark()
    {
        var (a, b) = (ExampleSource.Of("a", 700, 1000, Slow), ExampleSource.Of("b", 100, 1000, Fast));
        var (there, back) = (Compare(a, b), Compare(b, a));

        foreach (var (one, other) in there.Metrics.Zip(back.Metrics))
        {
            var (mark, flipped) = (one.Figures[1].Difference!.Mark, other.Figures[1].Difference!.Mark);
            var expected = mark switch
            {
                DifferenceMark.Better => DifferenceMark.Worse,
                DifferenceMark.Worse => DifferenceMark.Better,
                _ => mark,
            };
            flipped.ShouldBe(expected, one.Key);
        }
    }

    [Fact]
    public void AnIncompleteRun_IsLeftOut_AndItIsSaid()
    {
        var whole = ExampleSource.Run("b", 0, 1000, 900);
        var broken = whole with { Summary = whole.Summary! with { Complete = false, BrokeOff = "interrupted" } };
        var c = Compare(ExampleSource.Of("a", 0, 1000, Slow), new SubjectSource("b", new Dictionary<string, string>(), [whole, broken]));

        (c.Subjects[1].Trials, c.Subjects[1].LeftOut).ShouldBe((1, 1));
        c.Metrics.ShouldAllBe(m => m.Figures[1].Values.Count <= 1);
        c.Notes.ShouldContain(n => n.Code == "incomplete" && n.Text == "b: 1 trial of incomplete runs left out (interrupted).");
    }

    [Fact]
    public void ASubjectWithoutACompleteRun_IsNamed_AndNothingIsMadeUpForIt()
    {
        var killed = ExampleSource.Run("b", 0, 1000, 900) with { Summary = null };
        var c = Compare(ExampleSource.Of("a", 0, 1000, Slow), new SubjectSource("b", new Dictionary<string, string>(), [killed]));

        c.Subjects[1].Holder.ShouldBe(TimeWaitHolder.Unknown);
        c.Metrics.ShouldAllBe(m => m.Figures[1].Median == null && m.Figures[1].Difference == null);
        c.Verdict.ShouldContain("b: nothing was measured.");
        c.Notes.ShouldContain(n => n.Code == "incomplete");
    }

    [Fact]
    public void AnotherVersionOfTheScenario_IsSaidWithTheFirstLineThatDiffers()
    {
        var a = ExampleSource.Of("same", 0, 1000, Slow) with { Name = "old" };
        var b = a with { Name = "new", Runs = [.. a.Runs.Select(r => r with { ScenarioText = "name: same\nserver: { close: reset }\n" })] };

        Compare(a, b).Notes.ShouldContain(n =>
            n.Code == "scenario_differs" && n.Text.Contains("line 2 was 'server: {}' and is 'server: { close: reset }'"));
    }

    [Fact]
    public void AnotherMachine_IsSaid()
    {
        var a = ExampleSource.Of("a", 0, 1000, Slow);
        var there = ExampleSource.Environment with { Kernel = "5.15.0", Cores = 8, Network = NetworkKind.Loopback };
        var b = a with { Name = "b", Runs = [.. a.Runs.Select(r => r with { Environment = there })] };

        Compare(a, b).Notes.Select(n => n.Text).ShouldBe(
            [
                "The kernel differs: a has 6.18.0; b has 5.15.0.",
                "The number of cores differs: a has 2; b has 8.",
                "The network differs: a has namespaces; b has loopback.",
            ]);
    }

    [Fact]
    public void AnotherLoad_IsSaid() =>
        Compare(ExampleSource.Of("a", 0, 1000, Slow), ExampleSource.Of("b", 0, 2000, Slow)).Notes
            .ShouldContain(n => n.Code == "load_differs");

    [Fact]
    public void MemoryThatNobodyCouldRead_IsUnknown_NotZero()
    {
        var a = ExampleSource.Of("a", 1000, 1000, Slow);
        a = a with { Runs = [.. a.Runs.Select(r => r with { Environment = ExampleSource.Environment with { TimeWaitBytes = null } })] };
        var c = Compare(a, a with { Name = "b" });

        c.Metrics.ShouldNotContain(m => m.Key.EndsWith("memory"));
        c.Verdict[0].ShouldContain("1,000 TIME_WAITs at once, memory unknown");
        ComparisonText.MemorySource(c).ShouldStartWith("Memory is not known");
    }

    [Fact]
    public void ASweepGivesOneSubjectPerSetOfValues()
    {
        var run = ExampleSource.Run("sweep", 0, 1000, 900);
        var trial = run.Summary!.Trials[0];
        var trials = new[] { "0us", "1ms" }.Select(v =>
            trial with { Parameters = new SortedDictionary<string, string> { ["server.close.after"] = v } });
        var swept = run with { Summary = run.Summary with { Trials = [.. trials] } };

        Compare(new SubjectSource("sweep", new Dictionary<string, string>(), [swept, swept])).Subjects.Select(s => (s.Name, s.Trials))
            .ShouldBe([("sweep, server.close.after=0us", 2), ("sweep, server.close.after=1ms", 2)]);
    }

    [Fact]
    public void TimeHeld_IsTheAreaUnderTheCurve_AndUnknownWhereSomeWereLeft()
    {
        var held = TimeHeld.Seconds(ExampleSource.Samples((0, 0), (0.1, 100), (60, 100), (60.1, 0)));

        TimeHeld.PerTimeWait(held, new() { Entered = 100 }).ShouldNotBeNull().ShouldBe(60, 0.001);
        TimeHeld.PerTimeWait(held, new() { Entered = 100, Final = 3 }).ShouldBeNull();
        TimeHeld.PerTimeWait(held, new()).ShouldBeNull();
    }

    [Fact]
    public void TimeHeld_IsNotMeasured_WithoutADrain()
    {
        var held = TimeHeld.Seconds(ExampleSource.Samples((0, 0), (0.1, 100), (60, 100), (60.1, 0)));
        var trial = new TrialSummary { Server = new() { TimeWait = new() { Entered = 100 } }, Phases = [new(Phase.Load, 0, 1)] };

        Figures.Get("server.time_wait.held").Measured(MeasuredTrial.Of(trial, _ => held, null)).ShouldBeNull();
        trial = trial with { Phases = [.. trial.Phases, new(Phase.Drain, 1, 61)] };
        Figures.Get("server.time_wait.held").Measured(MeasuredTrial.Of(trial, _ => held, null)).ShouldNotBeNull().ShouldBe(60, 0.001);
    }

    [Fact]
    public void MoreFigures_StandBehindThoseThatAreAlwaysShown_Once()
    {
        var sources = new[] { ExampleSource.Of("a", 0, 1000, Slow), ExampleSource.Of("b", 500, 1000, Slow) };
        string[] more = ["limits.client_ports", "connections.failed", "connections.errors.EMFILE", "engine.seconds"];
        var c = Comparer.Compare(sources, [], default, isComplete: true, more.Select(Figures.Get));

        c.Metrics.Select(m => m.Key).ShouldBe(
            [.. Compare(sources).Metrics.Select(m => m.Key), "limits.client_ports", "connections.errors.EMFILE"],
            "one that is always shown keeps its place, and one that nobody measured is left out");
        c.Metrics[^2].Figures.Select(f => f.Median).ShouldBe([28_232, 28_232]);
        Difference(c, "connections.errors.EMFILE").Mark.ShouldBe(DifferenceMark.Same);
    }

    [Fact]
    public void WithoutADrain_ItIsSaidThatTheTimeHeldWasNotMeasured() =>
        ComparisonText.HeldSource(Compare(ExampleSource.Of("a", 1000, 1000, Slow))).ShouldContain("not measured");

    [Fact]
    public void WhereConnectionsCarryUnlikeNumbersOfRequests_TheyAreJudgedByRequest()
    {
        var (once, often) = (Requests("once", 1, Fast), Requests("often", 100, Slow));

        var c = Compare(once, often);

        Difference(c, "rates.connections_per_second").Mark.ShouldBe(DifferenceMark.Different);
        Difference(c, "latency_us.total.p50").Mark.ShouldBe(DifferenceMark.Different);
        Difference(c, "rates.requests_per_second").Mark.ShouldBe(DifferenceMark.Better);
        Compare(once, once).Metrics.ShouldNotContain(m => m.Key == "rates.requests_per_second", "it says what connections per second say");
        Difference(Compare(often, often), "rates.connections_per_second").Mark.ShouldBe(DifferenceMark.NotDistinguishable);
        Compare(often, Requests("as often", 100, Fast)).Metrics.Single(m => m.Key == "rates.connections_per_second").Figures[1]
            .Difference!.Mark.ShouldBe(DifferenceMark.Better, "they carry alike");
    }

    private static SubjectSource Requests(string name, int each, double[] rates)
    {
        var source = ExampleSource.Of(name, 0, 1000, rates);
        return source with
        {
            Runs = [.. source.Runs.Select(r => r with { Summary = r.Summary! with { Trials = [.. r.Summary.Trials.Select(Carrying)] } })],
        };

        TrialSummary Carrying(TrialSummary t) => t with
        {
            Client = t.Client with { Requests = each * 1000 },
            Rates = t.Rates with { RequestsPerSecond = each * t.Rates.ConnectionsPerSecond },
        };
    }

    private static Comparison Compare(params SubjectSource[] sources) => Comparer.Compare(sources, [], default, isComplete: true);

    private static MetricDifference Difference(Comparison c, string key) => c.Metrics.Single(m => m.Key == key).Figures[1].Difference!;
}
