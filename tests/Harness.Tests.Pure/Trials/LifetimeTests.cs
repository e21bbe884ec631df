using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Harness.Agent;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Reporting.Charts.ECharts;
using Harness.Reporting.Charts;
using Harness.Reporting;
using Harness.Tests.Pure.Reporting;

namespace Harness.Tests.Pure.Trials;

public sealed class LifetimeTests
{
    [Fact]
    public void ALife_BeginsAndEndsHalfWayBetweenTheSamplesThatSawItChange()
    {
        var lives = new SocketLives(TcpState.TimeWait);
        lives.Observe([Socket(1), Socket(2, TcpState.FinWait2)], Seconds(0));
        lives.Observe([Socket(1), Socket(2), Socket(3)], Seconds(1));
        lives.Observe([Socket(3), Socket(3)], Seconds(61));

        var (ended, left) = lives.Report();

        ended.ShouldBe([31_000, 30_500], ignoreOrder: true);
        left.ShouldBe(1);
    }

    [Fact]
    public void ASummary_HasTheExtremesAndACurveOfAll_AndThoseLeftApart()
    {
        var summary = LifetimeSummary.Of([60_100, 60_000, 61_900, 60_200, 60_300], left: 7);

        (summary.Count, summary.Min, summary.P50, summary.Max, summary.Left).ShouldBe((5, 60_000, 60_200, 61_900, 7));
        summary.Curve[0].ShouldBe([0, 60_000]);
        summary.Curve[^1].ShouldBe([1, 61_900]);
        LifetimeSummary.Of([], left: 3).Left.ShouldBe(3);
    }

    [Fact]
    public void TheChart_HasALineForEachStateThatWasFollowed_AndNoneWithoutOne()
    {
        var trials = Trials(
            new TrialSummary() { Client = new() { TimeWaitLifetimeMs = LifetimeSummary.Of([60_000, 61_000], 0) } },
            new() { Client = new() { FinWait2LifetimeMs = LifetimeSummary.Of([5_000], 0) } });

        var chart = LifetimeChart.Build("lifetimes", trials)!;

        chart.Lines.Select(l => l.Name).ShouldBe(["TIME_WAIT, client", "FIN_WAIT2, client"]);
        (chart.Lines[0].Points[0].X, chart.Lines[0].Points[^1].Y).ShouldBe((60, 100));
        chart.X.ShouldBeOfType<Axis.Time>().End.ShouldBe(65);
        LifetimeChart.Build("lifetimes", Trials(new TrialSummary())).ShouldBeNull();
    }

    [Fact]
    public void TrialsThatLastedAlike_ShareALine_AndOthersSayWhatTellsThemApart()
    {
        var trials = Trials(
            Of(1, 60_000, 0, ("cases", "both close"), ("ip", "4"), ("kernel.client.tcp_fin_timeout", "5")),
            Of(2, 62_000, 0, ("cases", "both close"), ("ip", "6"), ("kernel.client.tcp_fin_timeout", "20")),
            Of(3, 0, 5_000, ("cases", "one closes"), ("ip", "4"), ("kernel.client.tcp_fin_timeout", "5")),
            Of(4, 0, 5_100, ("cases", "one closes"), ("ip", "6"), ("kernel.client.tcp_fin_timeout", "5")),
            Of(5, 0, 20_000, ("cases", "one closes"), ("ip", "6"), ("kernel.client.tcp_fin_timeout", "20")));

        var chart = LifetimeChart.Build("lifetimes", trials)!;

        chart.Lines.Select(l => l.Name)
            .ShouldBe(["TIME_WAIT, client", "FIN_WAIT2, client: tcp_fin_timeout 5", "FIN_WAIT2, client: IPv6, tcp_fin_timeout 20"]);
        chart.Lines[0].Points.ShouldBe([new(60, 50), new(62, 100)], "half of all sockets were in the trial that ended first");
        chart.Legend.ShouldBeEmpty("each line has its name beside it");
        chart.Lines.Select(l => l.Tag!.Value.IsLeft).ShouldBe([true, false, false], "where there is room");
        var named = LineOption.Of(chart.Lines[0], chart.X)["data"]!.AsArray().OfType<JsonObject>().ShouldHaveSingleItem();
        named["label"]!["formatter"]!.GetValue<string>().ShouldBe("TIME_WAIT, client");
    }

    [Fact]
    public void TrialsThatNothingTellsApart_AreTold_ByTheirNumbers_AndAStateOfFewIsLeftOut()
    {
        var trials = Trials(Of(1, 60_000, 0), Of(2, 10_000, 0), Of(3, 0, 90) with { Connections = new() { Opened = 1000 } });

        LifetimeChart.Build("lifetimes", trials)!.Lines.Select(l => l.Name)
            .ShouldBe(["TIME_WAIT, client: trial 2", "TIME_WAIT, client: trial 1"]);
        LifetimeChart.Build("lifetimes", [trials[2]])!.Lines.Select(l => l.Name)
            .ShouldBe(["FIN_WAIT2, client"], "alone, it is what there is");
    }

    private static TrialSummary Of(int number, int timeWait, int finWait2, params (string Key, string Value)[] parameters) => new()
    {
        Trial = number,
        Parameters = parameters.ToDictionary(p => p.Key, p => p.Value),
        Client = new()
        {
            TimeWaitLifetimeMs = LifetimeSummary.Of(timeWait > 0 ? new[] { timeWait } : [], 0),
            FinWait2LifetimeMs = LifetimeSummary.Of(finWait2 > 0 ? new[] { finWait2 } : [], 0),
        },
    };

    [Fact]
    public void TheChartOfCapacities_IsThereWhereSomethingRanOut()
    {
        CapacityChart.Build(Trials(new TrialSummary() { Connections = new() { Completed = 5 } })).ShouldBeNull();
        CapacityChart.Build(Trials(
            new TrialSummary() { Connections = new() { Completed = 5, Failed = 1 } },
            new() { Connections = new() { Completed = 9 } }))!.Bars[0].Values.ShouldBe([5, 9]);
    }

    [Fact]
    public void ARestart_AddsUpWhatItsStepsCameTo()
    {
        var summary = new RestartSummary().And("EADDRINUSE", 1.5).And(null, 0.25);

        (summary.Succeeded, summary.Failed, summary.Errors["EADDRINUSE"], summary.WaitedSeconds).ShouldBe((1, 1, 1, 1.75));
    }

    private static IReadOnlyList<TrialRecord> Trials(params TrialSummary[] trials) =>
        BareTrials.Records([.. trials.Select((t, i) => t with { Trial = i + 1 })]);

    private static long Seconds(int seconds) => Stopwatch.Frequency * (1 + seconds);

    private static SocketEntry Socket(int port, TcpState state = TcpState.TimeWait) =>
        new(state, new IPEndPoint(IPAddress.Loopback, port), new IPEndPoint(IPAddress.Loopback, 80), IsMinisocket: true);
}
