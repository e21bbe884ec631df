using Harness.Analysis.Catalogue;
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

        var missed = Judge(Of(Trial()), Of(With(1000, true), With(998, false)))
            .Scenarios[0].Metrics.Single(m => m.Outcome == MetricOutcome.Missed);
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
        var moved = Judge(race, Of(Trial(client: 500, server: 500), Trial(client: 600, server: 400)))
            .Scenarios[0].Metrics.Single(m => m.Name == "closed_first.client");
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
    public void AnyCountOrShare_CanBeJudged_WhenTheBaselineNamesIt()
    {
        static TrialSummary Trial(long resets, long peak) => ExampleMeasurement.Trial() with
        {
            Server = new() { Counters = new SortedDictionary<string, long> { ["Tcp.OutRsts"] = resets } },
            Client = new() { TimeWait = new() { Entered = 1000, Peak = peak } },
            Limits = new() { ClientPorts = 1000 },
        };

        var baseline = Baseline(Of(Trial(0, 500))).Baseline with
        {
            Structural = new SortedDictionary<string, Bound>(StringComparer.Ordinal)
            {
                ["server.counters.Tcp.OutRsts"] = new() { Is = 0 },
                ["client.time_wait.peak"] = new() { From = 400, To = 600 },
                ["client.ports"] = new() { From = 40, To = 60 },
                ["memory.bytes_per_time_wait"] = new() { Is = 256 },
            },
        };
        Dictionary<string, MetricCheck> Judge(params TrialSummary[] trials) =>
            BaselineCheck.Judge([("x", baseline, Of(trials))], false, 1).Scenarios[0].Metrics.ToDictionary(m => m.Name);

        var good = Judge(Trial(0, 450), Trial(0, 580));
        good["server.counters.Tcp.OutRsts"].Outcome.ShouldBe(MetricOutcome.Passed);
        good["client.time_wait.peak"].Message.ShouldBe("client.time_wait.peak is 515, within 400 to 600");
        good["client.ports"].Message.ShouldBe("client.ports is 51.5 %, within 40 % to 60 %");

        var bad = Judge(Trial(0, 500), Trial(3, 900));
        bad["server.counters.Tcp.OutRsts"].Message.ShouldBe("server.counters.Tcp.OutRsts moved from 0 to 3 (+3), in 1 of 2 rounds");
        bad["client.time_wait.peak"].Message.ShouldBe("client.time_wait.peak moved to 700; it was 400 to 600, so it is 100 too high");
        bad["client.ports"].Message.ShouldBe("client.ports moved to 70 %; it was 40 % to 60 %, so it is 10 points too high");

        // Who cannot see any more what the baseline asks for must be told.
        bad["memory.bytes_per_time_wait"].Outcome.ShouldBe(MetricOutcome.Missed);
        bad["memory.bytes_per_time_wait"].Message.ShouldBe("memory.bytes_per_time_wait was not measured, in 2 of 2 rounds");
    }

    [Fact]
    public void AnyDurationOrRateWithADirection_CanBeARatio()
    {
        Measurement Of(int rounds, double p99) => Timed(rounds) with
        {
            Speed = [.. Enumerable.Range(0, rounds).Select(i => new SpeedRound(With(p99 + i), With(1000)))],
        };
        MeasuredTrial With(double p99) => new(Trial() with { LatencyUs = new() { Connect = new() { Count = 1, P99 = p99 } } });

        var ratios = Enumerable.Range(0, 12).Select(i => 1 + (i / 1000.0));
        var then = new Dictionary<string, IReadOnlyList<double>> { ["latency_us.connect.p99"] = [.. ratios] };
        var baseline = Baseline(Timed(12)).Baseline with { Speed = new() { Control = 1, Margin = 0.1, Ratios = then } };
        MetricCheck Judge(double p99) =>
            BaselineCheck.Judge([("x", baseline, Of(6, p99))], false, 1)
                .Scenarios[0].Metrics.Single(m => m.Kind == MetricKind.Speed);

        Judge(1000).Outcome.ShouldBe(MetricOutcome.Passed);
        Judge(1300).Outcome.ShouldBe(MetricOutcome.Missed);
        Judge(1300).Message.ShouldStartWith("latency_us.connect.p99 (connect(), 99th percentile) rose by 29.");
        Judge(1300).Message.ShouldEndWith("measured 1.3 ms beside a control of 1 ms");
    }

    [Fact]
    public void AClientSlowedByThirtyPercent_IsCaught_WithByHowMuch()
    {
        var report = Judge(Timed(12), Timed(6, speed: 1 / 1.3));

        report.Verdict.ShouldBe(Verdict.Missed);
        var latency = report.Scenarios[0].Metrics.Single(m => m.Name == "latency_us.total.p50");
        latency.Outcome.ShouldBe(MetricOutcome.Missed);
        latency.Change!.Value.ShouldBeInRange(0.25, 0.35);
        latency.Message.ShouldStartWith("latency_us.total.p50 (whole connection, median) rose by ");
        latency.Message.ShouldContain("more than 10 % worse in 6 rounds against 12");
        report.Scenarios[0].Metrics.Single(m => m.Name == "rates.connections_per_second").Message.ShouldContain("fell by");
    }

    [Fact]
    public void SlowerByLessThanTheMargin_RaisesNoAlarm() => Judge(Timed(12), Timed(6, speed: 0.94)).Verdict.ShouldBe(Verdict.Passed);

    [Fact]
    public void Faster_RaisesNoAlarm() => Judge(Timed(12), Timed(6, speed: 2)).Verdict.ShouldBe(Verdict.Passed);

    [Fact]
    public void NoiseOfAThirdEitherWay_RaisesNoAlarm() =>
        Judge(Timed(12, noise: 0.35), Timed(6, noise: 0.35)).Verdict.ShouldBe(Verdict.Passed);

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
        report.Scenarios[0].Metrics.Where(m => m.Kind == MetricKind.Speed)
            .ShouldAllBe(m => m.Outcome == MetricOutcome.Skipped && m.Message.Contains(reason));

        Judge(Timed(12), now with { Trials = [new(Trial(client: 0, server: 1000))] }).Verdict.ShouldBe(Verdict.Missed);
    }
}
