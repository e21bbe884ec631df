using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Terminal;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Thresholds;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a person reads after a run.</summary>
public sealed class SummaryViewTests
{
    private const string Report = "results/20260102T030405Z-example/report.html";

    [Fact]
    public void ARunOfOneTrial_SaysWhoClosedFirst_WhoHoldsTimeWait_AndWhetherItWasExpected()
    {
        var screen = Shown(ExampleRun.ServerFirst());

        screen.Lines[1].ShouldBe("server-closes-first   PASSED");
        screen.Words.ShouldContain("The server closed first in 1,000 of 1,000 connections: it entered 1,000 TIME_WAITs, the client 0.");
        // Entered, peak, at the end, overflow, CLOSE_WAIT, FIN_WAIT2, CPU.
        screen.Cells("server").ShouldBe(["1,000", "1,000", "1,000", "0", "0", "0", "0.84", "s"]);
        screen.Cells("client").ShouldBe(["0", "0", "0", "0", "0", "0", "0.84", "s"]);
        screen.Words.ShouldContain("TIME_WAIT peak at the overflow CLOSE_WAIT FIN_WAIT2 CPU entered end", Case.Sensitive, "no head is cut");
        screen.Words.ShouldContain("connections 1,000 completed, 0 failed; 1,400/s; latency p50 260.1 µs, p99 7.37 ms, max 69.35 ms");
        screen.Lines.ShouldContain("  ok      server.time_wait.entered == connections.completed  (is 1,000)");
        screen.Lines.ShouldContain("  ok      client.time_wait.entered == 0  (is 0)");
        screen.Lines.ShouldContain($"  report  {Report}");
    }

    [Fact]
    public void WhatWasMissed_AndWhatFailed_IsNamed()
    {
        var missed = Shown(ExampleRun.Missed());
        missed.Lines[1].ShouldBe("curl-against-immediate-close   MISSED");
        missed.Lines.ShouldContain("  MISSED  server.time_wait.entered == connections.completed  (is 817)");
        missed.Words.ShouldContain("the client closed first in 183, both closed at once in 9.");

        Shown(ExampleRun.ClientFirstDrained()).Words.ShouldContain("28,232 completed, 768 failed (EADDRNOTAVAIL 768)");
    }

    [Fact]
    public void ARunThatBrokeOff_SaysWhy_AndThatItIsIncomplete()
    {
        var screen = Shown(ExampleRun.Interrupted());

        screen.Lines[1].ShouldBe("server-closes-first   INCOMPLETE");
        screen.Lines[2].ShouldBe("  interrupted by SIGINT during load; what was measured is kept");
        screen.Words.ShouldContain("It is not known who closed first in 431 of 431 connections");
    }

    [Fact]
    public void ASweepOfDelays_IsACurve_WithoutALineForEachTrial()
    {
        var screen = Shown(ExampleRun.Sweep());

        screen.Row("0 µs").ShouldBe(["0 µs", "server 91, client 9 %"]);
        screen.Row("10 ms").ShouldBe(["10 ms", "client"]);
        screen.Words.ShouldContain("who closed first; one name means at least 95 % of the connections");
        screen.Text.ShouldNotContain("trial 1/5");
    }

    [Fact]
    public void ASearch_SaysWhereTheThresholdLies_HowSureThatIs_AndWhatWasTried()
    {
        var screen = Screen.Of(console => SweepView.Print(console, ExampleRun.ServerFirst().Summary with
        {
            Threshold = new()
            {
                Key = "server.close.after", Share = ThresholdShare.ServerTimeWait, AtMost = 0.01, Confidence = 0.95,
                LowerUs = 400, UpperUs = 480, Connections = 24_000, Ended = SearchEnd.Narrow,
                Probes = [new(400, 12_000, 340, 0.02, 0.03, ProbeVerdict.Above), new(480, 12_000, 40, 0.002, 0.005, ProbeVerdict.Below)],
            },
        }));

        screen.Row("400 µs").ShouldBe(["400 µs", "12,000", "340", "2.83 %", "too short"]);
        screen.Row("480 µs").TakeLast(2).ShouldBe(["0.33 %", "long enough"]);
        screen.Words.ShouldContain(
            "The shortest server.close.after at which at most 1 % of the connections leave a TIME_WAIT on the server "
            + "lies above 400 µs, and 480 µs is enough. With 95 % confidence, by 24,000 connections at 2 delays.");
    }

    [Fact]
    public void SeveralRuns_AreATable_WithThoseThatCouldNotRunHere()
    {
        var screen = Table(width: 120);

        screen.Row("server-closes-first").ShouldBe(["server-closes-first", "PASSED", "1,000", "0", "1,000", "0", "1,400/s"]);
        screen.Row("curl-against-immediate-close")
            .ShouldBe(["curl-against-immediate-close", "MISSED", "1,000", "0", "817", "192", "900/s"]);
        screen.Row("tw-reuse").ShouldBe(["tw-reuse", "SKIPPED"]);
        screen.Lines.ShouldContain("  tw-reuse: needs tcp_tw_reuse_delay, which this kernel does not have");
    }

    [Fact]
    public void WhatSeveralRunsMissed_StandsBelowTheTable()
    {
        var missed = ExampleRun.Missed().Summary;
        var expectation = missed.Trials[0].Expectations.First(e => !e.Passed);

        Table(width: 200).Lines.Where(l => l.StartsWith("  MISSED", StringComparison.Ordinal)).ShouldBe(
            [.. missed.Trials[0].Expectations.Where(e => !e.Passed)
                .Select(e => $"  MISSED  {missed.Scenario}: {e.Text} (is {ExpectationText.Found(e)})")]);

        var many = missed with
        {
            Trials = [.. Enumerable.Range(1, 30).Select(n => missed.Trials[0] with { Trial = n, Expectations = [expectation] })],
        };
        var lines = Screen.Of(console => SummaryView.PrintTable(console, [many, many], []), 200).Lines;
        lines.ShouldContain($"  MISSED  {missed.Scenario}, trial 20: {expectation.Text} (is {ExpectationText.Found(expectation)})");
        lines.ShouldContain("  ... and 40 more, in the reports");
    }

    [Fact]
    public void WhatTheyReproduce_StandsBesideThem()
    {
        var screen = Screen.Of(
            console => SummaryView.PrintTable(
                console,
                [ExampleRun.ServerFirst().Summary, ExampleRun.Missed().Summary],
                [("tw-reuse", "no")],
                new Dictionary<string, string> { ["server-closes-first"] = "C01 C02", ["tw-reuse"] = "C10" }),
            140);

        screen.Words.ShouldContain("claims");
        screen.Row("server-closes-first").Take(3).ShouldBe(["server-closes-first", "C01 C02", "PASSED"]);
        screen.Row("curl-against-immediate-close")[1].ShouldBe("MISSED");
        screen.Row("tw-reuse").ShouldBe(["tw-reuse", "C10", "SKIPPED"]);
    }

    [Fact]
    public void OnANarrowTerminal_NoHeadOfTheTableIsCut() =>
        Table(Screen.Width).Words
            .ShouldStartWith("scenario verdict completed failed server client TIME_WAIT TIME_WAIT server-closes-first ");

    [Fact]
    public void OfManyTrials_OnlyThoseThatMissedSomething_HaveMoreThanALine()
    {
        var plan = ExampleRun.ServerFirst().Plan;
        var trials = Enumerable.Range(1, 6).Select(n => ShareCurveTests.Trial(n, n == 4 ? 5 : 10, 0, ("client.like", $"c{n}")) with
        {
            Expectations = [new("closed_first.server == 10", n == 4 ? 5 : 10, n != 4)],
        }).ToList();

        var summary = ExampleRun.ServerFirst().Summary with { Trials = trials, Verdict = Verdict.Missed };
        var screen = Screen.Of(
            console => SummaryView.Print(console, plan with { Trials = [.. plan.Trials, .. plan.Trials] }, summary, Report));

        screen.Row("c3").Take(2).ShouldBe(["c3", "ok"]);
        screen.Row("c4").Take(2).ShouldBe(["c4", "MISSED"]);
        screen.Lines.ShouldContain("  trial 4/2  client.like = c4");
        screen.Lines.Count(line => line.Contains("closed_first.server == 10", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, "  report  results/20260102T030405Z-example/report.html")]
    [InlineData(1, "          with a sequence diagram, of what the link's rules touched")]
    [InlineData(3, "          with 3 sequence diagrams, of what the link's rules touched")]
    public void SequenceDiagrams_AreNamedBelowTheReport_WhereThereAreSome(int diagrams, string last)
    {
        var run = ExampleRun.ServerFirst();

        Screen.Of(c => SummaryView.Print(c, run.Plan, run.Summary, Report, diagrams)).Lines.Last(line => line.Length > 0).ShouldBe(last);
    }

    private static Screen Shown(ExampleRun run) => Screen.Of(console => SummaryView.Print(console, run.Plan, run.Summary, Report));

    private static Screen Table(int width) => Screen.Of(
        console => SummaryView.PrintTable(
            console,
            [ExampleRun.ServerFirst().Summary, ExampleRun.Missed().Summary],
            [("tw-reuse", "needs tcp_tw_reuse_delay, which this kernel does not have")]),
        width);
}
