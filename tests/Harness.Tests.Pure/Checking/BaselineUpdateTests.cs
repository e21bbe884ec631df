using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Reporting.Checking;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Checking;

public sealed class BaselineUpdateTests
{
    [Fact]
    public void TheFile_IsSortedAndSmall()
    {
        var text = BaselineFile.Text(BaselineUpdate.Of(Timed(3) with { Scenario = "client-closes-first" }, null));

        text.ShouldStartWith(
            """
            {
              "format": 1,
              "scenario": "client-closes-first",
              "environment": { "architecture": "x64", "cores": 2, "kernel": "6.18", "network": "namespaces", "runtime": ".NET 10" },
              "structural": {
                "client.time_wait.entered": { "is": 1000 },
                "client.time_wait.overflow": { "is": 0 },
                "closed_first.both": { "is": 0 },

            """);
        text.ShouldContain(
            "  \"speed\": {\n    \"control\": 1,\n    \"margin\": 0.1,\n    \"ratios\": {\n      \"latency_us.total.p50\": [");
        text.Split('\n').Length.ShouldBeLessThan(30);
        var names = text.Split('\n').Where(l => l.Contains("{ \"is\"")).ToList();
        names.ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatStillHolds_IsLeftAsItIs()
    {
        var first = BaselineUpdate.Of(Timed(12), null);

        BaselineFile.Text(BaselineUpdate.Of(Timed(12, noise: 0.02), first)).ShouldBe(BaselineFile.Text(first));
    }

    [Fact]
    public void OnlyWhatMoved_Changes()
    {
        var first = BaselineUpdate.Of(Of(Trial()), null);
        var next = BaselineUpdate.Of(Of(Trial(client: 0, server: 1000)), first);

        var changed = BaselineFile.Text(first).Split('\n').Zip(BaselineFile.Text(next).Split('\n'))
            .Where(p => p.First != p.Second)
            .Select(p => p.Second.Trim().Split('"')[1]);
        changed.ShouldBe(["client.time_wait.entered", "closed_first.client", "closed_first.server", "server.time_wait.entered"]);
    }

    [Fact]
    public void BoundsWrittenByHand_AreKept_WhileTheyHold()
    {
        var byHand = new Bound { From = 0.95, To = 1 };
        var old = BaselineUpdate.Of(Of(Trial()), null);
        var structural = new SortedDictionary<string, Bound>(old.Structural.ToDictionary(), StringComparer.Ordinal)
        {
            ["closed_first.client"] = byHand,
        };
        old = old with { Structural = structural };

        BaselineUpdate.Of(Of(Trial(client: 960, server: 40)), old).Structural["closed_first.client"].ShouldBe(byHand);
        BaselineUpdate.Of(Of(Trial(client: 900, server: 100)), old).Structural["closed_first.client"].ShouldBe(new Bound { Is = 900 });
    }

    [Fact]
    public void WhatWasAddedByHand_IsRenewed_AndKeptWhereItCannotBeMeasured()
    {
        static TrialSummary Accepted(long accepted) => Trial() with { Connections = Trial().Connections with { Accepted = accepted } };
        var old = BaselineUpdate.Of(Timed(12), null);
        old = old with
        {
            Structural = new SortedDictionary<string, Bound>(old.Structural.ToDictionary(), StringComparer.Ordinal)
            {
                ["connections.accepted"] = new() { Is = 7 },
                ["connections.errors.EMFILE"] = new() { Is = 0 },
                ["connections.errors.EPIPE"] = new() { Is = 5 },
                ["memory.bytes"] = new() { Is = 4096 },
            },
            Speed = old.Speed! with
            {
                Ratios = new SortedDictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal) { ["latency_us.connect.p99"] = [1.5] },
            },
        };
        var timed = new SpeedRound(
            new(Trial() with { LatencyUs = new() { Connect = new() { Count = 1, P99 = 30 } } }),
            new(Trial() with { LatencyUs = new() { Connect = new() { Count = 1, P99 = 10 } } }));

        var next = BaselineUpdate.Of(Of(Accepted(100), Accepted(120)) with { Speed = [timed], Environment = Here with { Cores = 8 } }, old);

        next.Structural["connections.accepted"].ShouldBe(
            new Bound { From = 90, To = 132 },
            "a count that varies has bounds, where it was asked for");
        next.Structural["connections.errors.EMFILE"].ShouldBe(new Bound { Is = 0 });
        next.Structural.ShouldNotContainKey("connections.errors.EPIPE", "it no longer occurs");
        next.Structural["memory.bytes"].ShouldBe(new Bound { Is = 4096 });
        next.Speed!.Ratios.ShouldHaveSingleItem().Value.ShouldBe([3]);
    }

    [Fact]
    public void SpeedThatMoved_OrWasRecordedElsewhere_IsRecordedAnew()
    {
        var first = BaselineUpdate.Of(Timed(12), null);
        var slower = BaselineUpdate.Of(Timed(12, speed: 0.5), first);
        Median.Of(slower.Speed!.Ratios["rates.connections_per_second"]).ShouldBe(0.5, 0.03);

        var elsewhere = BaselineUpdate.Of(Timed(12, noise: 0.02) with { Environment = Here with { Cores = 8 } }, first);
        elsewhere.Environment.Cores.ShouldBe(8);
        elsewhere.Speed!.Ratios["rates.connections_per_second"].ShouldNotBe(first.Speed!.Ratios["rates.connections_per_second"]);
    }

    [Fact]
    public void WithoutSpeedRounds_ThereIsNoSpeed_AndAnOldOneStays()
    {
        BaselineUpdate.Of(Of(Trial()), null).Speed.ShouldBeNull();
        var first = BaselineUpdate.Of(Timed(12), null);
        var elsewhere = BaselineUpdate.Of(Of(Trial()) with { Environment = Here with { Cores = 8 } }, first);
        elsewhere.Speed.ShouldBe(first.Speed);
        elsewhere.Environment.ShouldBe(Here, "that is where the speed was recorded");
    }
}
