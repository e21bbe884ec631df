using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Checking;

/// <summary>What raises an alarm, and what does not.</summary>
public sealed class BaselineCheckTests
{
    [Fact]
    public void TheSameAgain_Passes()
    {
        var report = Judge(Of(Trial(), Trial()), Of(Trial(), Trial()));

        report.Verdict.ShouldBe(Verdict.Passed);
        report.Scenarios[0].Metrics.ShouldAllBe(m => m.Outcome == MetricOutcome.Passed);
        report.Scenarios[0].Metrics.Count.ShouldBe(13);
    }

    [Fact]
    public void OneConnectionThatTheServerClosedFirst_IsNamedWithItsNumber()
    {
        var report = Judge(Of(Trial(), Trial()), Of(Trial(), Trial(client: 999, server: 1)));

        report.Verdict.ShouldBe(Verdict.Missed);
        var missed = report.Scenarios[0].Metrics.Where(m => m.Outcome == MetricOutcome.Missed).ToDictionary(m => m.Name, m => m.Message);
        missed.Keys.ShouldBe(["client.time_wait.entered", "closed_first.client", "closed_first.server", "server.time_wait.entered"]);
        missed["closed_first.server"].ShouldBe("closed_first.server moved from 0 to 1 of 1,000 connections (+1), in 1 of 2 rounds");
        missed["client.time_wait.entered"].ShouldContain("from 1,000 to 999 of 1,000 connections (-1)");
    }

    [Fact]
    public void AnExpectationThatTheScenarioMisses_IsAnAlarm_WhateverTheBaselineSays()
    {
        const string Text = "client.time_wait.entered == 1000";
        TrialSummary With(double actual, bool passed) => Trial() with { Expectations = [new(Text, actual, passed)] };

        var missed = Judge(Of(Trial()), Of(With(1000, true), With(998, false))).Scenarios[0].Metrics.Single(m => m.Outcome == MetricOutcome.Missed);
        (missed.Name, missed.Message).ShouldBe(($"expect: {Text}", $"expected {Text}: it is 998, in 1 of 2 rounds"));

        Judge(Of(Trial()), Of(With(1000, true))).Verdict.ShouldBe(Verdict.Passed);
    }

    [Fact]
    public void Failures_AreNamedByTheirErrors()
    {
        var missed = Judge(Of(Trial()), Of(Trial(failed: 7))).Scenarios[0].Metrics.Single(m => m.Name == "connections.failed");

        missed.Outcome.ShouldBe(MetricOutcome.Missed);
        missed.Message.ShouldContain("from 0 to 7 of 1,000 connections (+7)");
        missed.Message.ShouldEndWith("(SHORT_BODY 7)");
    }

    [Fact]
    public void ARace_IsJudgedByTheShareOfAllRoundsTogether()
    {
        var race = Of(Trial(client: 900, server: 100), Trial(client: 940, server: 60), Trial(client: 910, server: 90));

        Judge(race, Of(Trial(client: 890, server: 110), Trial(client: 960, server: 40))).Verdict.ShouldBe(Verdict.Passed);
        var moved = Judge(race, Of(Trial(client: 500, server: 500), Trial(client: 600, server: 400))).Scenarios[0].Metrics.Single(m => m.Name == "closed_first.client");
        moved.Outcome.ShouldBe(MetricOutcome.Missed);
        moved.Message.ShouldContain("moved to 55 %");
        moved.Message.ShouldContain("too low");
    }

    [Fact]
    public void ALoadOfSomeDuration_HasSharesInsteadOfCounts()
    {
        var baseline = BaselineUpdate.Of(Of(Trial(opened: 1000), Trial(client: 1100, opened: 1100)), null);

        baseline.Structural.ContainsKey("connections.opened").ShouldBeFalse();
        baseline.Structural["closed_first.client"].ShouldBe(new Bound { From = 1, To = 1 });
        BaselineCheck.Judge([("x", baseline, Of(Trial(client: 700, opened: 700)))], false, 1).Verdict.ShouldBe(Verdict.Passed);
        BaselineCheck.Judge([("x", baseline, Of(Trial(client: 699, server: 1, opened: 700)))], false, 1).Verdict.ShouldBe(Verdict.Missed);
    }

    [Fact]
    public void AClientSlowedByThirtyPercent_IsCaught_WithByHowMuch()
    {
        var report = Judge(Timed(12), Timed(6, speed: 1 / 1.3));

        report.Verdict.ShouldBe(Verdict.Missed);
        var latency = report.Scenarios[0].Metrics.Single(m => m.Name == "latency_us.total.p50");
        latency.Outcome.ShouldBe(MetricOutcome.Missed);
        latency.Change!.Value.ShouldBeInRange(0.25, 0.35);
        latency.Message.ShouldStartWith("median latency relative to the control rose by ");
        latency.Message.ShouldContain("more than 10 % worse in 6 rounds against 12");
        report.Scenarios[0].Metrics.Single(m => m.Name == "rates.connections_per_second").Message.ShouldContain("fell by");
    }

    [Fact]
    public void SlowerByLessThanTheMargin_RaisesNoAlarm() => Judge(Timed(12), Timed(6, speed: 0.94)).Verdict.ShouldBe(Verdict.Passed);

    [Fact]
    public void Faster_RaisesNoAlarm() => Judge(Timed(12), Timed(6, speed: 2)).Verdict.ShouldBe(Verdict.Passed);

    [Fact]
    public void NoiseOfAThirdEitherWay_RaisesNoAlarm() => Judge(Timed(12, noise: 0.35), Timed(6, noise: 0.35)).Verdict.ShouldBe(Verdict.Passed);

    [Fact]
    public void TooFewRounds_AreSkippedAndSaySo()
    {
        var report = Judge(Timed(12), Timed(2, speed: 0.1));

        report.Verdict.ShouldBe(Verdict.Passed);
        var skipped = report.Scenarios[0].Metrics.Where(m => m.Kind == MetricKind.Speed).ToList();
        skipped.Count.ShouldBe(2);
        skipped.ShouldAllBe(m => m.Outcome == MetricOutcome.Skipped && m.Message.Contains("larger --repeat"));
    }

    public static TheoryData<string, string> Elsewhere => new()
    {
        { "kernel", "kernel 5.15, the baseline's is 6.18" },
        { "cores", "cores 8, the baseline's is 2" },
        { "architecture", "architecture arm64, the baseline's is x64" },
        { "network", "network loopback, the baseline's is namespaces" },
        { "runtime", "runtime .NET 11, the baseline's is .NET 10" },
        { "control", "control version 2, the baseline's is 1" },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void Elsewhere_SpeedIsSkippedWithTheReason_AndStructureIsStillJudged(string what, string reason)
    {
        var now = Timed(6, speed: 0.2);
        now = what switch
        {
            "kernel" => now with { Environment = Here with { Kernel = "5.15" } },
            "cores" => now with { Environment = Here with { Cores = 8 } },
            "architecture" => now with { Environment = Here with { Architecture = "arm64" } },
            "network" => now with { Environment = Here with { Network = "loopback" } },
            "runtime" => now with { Environment = Here with { Runtime = ".NET 11" } },
            _ => now with { Control = 2 },
        };

        var report = Judge(Timed(12), now);
        report.Verdict.ShouldBe(Verdict.Passed);
        report.Scenarios[0].NotComparable.ShouldBe([reason]);
        report.Scenarios[0].Metrics.Where(m => m.Kind == MetricKind.Speed).ShouldAllBe(m => m.Outcome == MetricOutcome.Skipped && m.Message.Contains(reason));

        Judge(Timed(12), now with { Trials = [Trial(client: 0, server: 1000)] }).Verdict.ShouldBe(Verdict.Missed);
    }
}
