using Harness.Agent.Roles;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Reporting.Charts;
using Harness.Reporting;
using Harness.Tests.Pure.Reporting;

namespace Harness.Tests.Pure.Trials;

/// <summary>connect() against the share of the ports that TIME_WAITs hold: from the agent's count to the curve.</summary>
public sealed class OccupancyTests
{
    [Fact]
    public void AConnect_CountsWhereTheKernelSaidThePortsStood()
    {
        var full = Reported(Held(1500, 500), ports: 2000, 3_000_000);
        var quarter = Reported(Held(0, 500), ports: 2000, 20_000, 40_000);

        (full.Ports, full.ConnectByBin.Keys.ShouldHaveSingleItem()).ShouldBe((2000, 19));
        full.Most.ShouldBe(Held(1500, 500), "each that has a port holds it, in whatever state");
        quarter.ConnectByBin[5].Count.ShouldBe(2);
        quarter.Most.ShouldBe(Held(0, 500));
    }

    [Fact]
    public void TheCurve_HasAPointPerTwentieth_AndTheCostsAtItsEnds()
    {
        var summary = Summary((0, 10_000), (1, 20_000), (10, 500_000), (15, 1_000_000), (19, 2_000_000))!;

        summary.Points.Select(p => (p.From, p.To, p.Count))
            .ShouldBe([(0, 0.05, 1), (0.05, 0.1, 1), (0.5, 0.55, 1), (0.75, 0.8, 1), (0.95, 1, 1)]);
        summary.Points[2].P50.ShouldBe(500, 5);
        summary.LowUs.ShouldNotBeNull().Count.ShouldBe(2);
        summary.HighUs.ShouldNotBeNull().Max.ShouldBe(2000);
    }

    [Fact]
    public void WhereFewPortsWereEverHeld_ThereIsNoCurve()
    {
        Summary((0, 10_000), (3, 10_000)).ShouldBeNull();
        OccupancySummary.Of(null).ShouldBeNull();
        OccupancySummary.Of(new()).ShouldBeNull();
    }

    [Fact]
    public void TheChart_HasTwoLinesOverTheShare_OnALogarithmicScale()
    {
        var chart = OccupancyChart.Build(Trial(Summary((0, 10_000), (10, 500_000), (19, 2_000_000))))!;

        chart.Y.ShouldBeOfType<Axis.Durations>();
        chart.Lines.Select(l => l.Name).ShouldBe(["median", "90th percentile"]);
        chart.Lines[0].Points.Select(p => p.X).ShouldBe([2.5, 52.5, 97.5]);
        chart.Lines[0].Marks[1].Words.ShouldContain("500 µs of 1 connects");
        chart.Subtitle.ShouldContain("200 times as long");
        OccupancyChart.Build(Trial(null)).ShouldBeNull();
    }

    [Theory]
    [InlineData(8000, 0, "TIME_WAITs")]
    [InlineData(8000, 10, "TIME_WAITs")]
    [InlineData(1, 7900, "open connections")]
    [InlineData(4000, 4000, "TIME_WAITs and open connections")]
    public void WhatHeldThePorts_IsNamed_InTheSentenceAndInTheChart(long timeWait, long open, string holders)
    {
        var summary = Summary((0, 10_000), (19, 2_000_000))! with { HeldAtMost = Held(timeWait, open) };
        var chart = OccupancyChart.Build(Trial(summary))!;

        chart.Title.ShouldBe($"connect() while {holders} hold the ports");
        chart.X.ShouldBe(new Axis.Percent($"share of the client's ports that {holders} hold"));
        OccupancyText.Sentence(summary).ShouldContain($"were held by {holders}, connect() took");
        OccupancyText.Holders(summary with { HeldAtMost = null }).ShouldBe("TIME_WAITs", "nothing else was counted then");
    }

    private static TrialRecord Trial(OccupancySummary? occupancy) =>
        BareTrials.Records(new TrialSummary { ConnectByOccupancy = occupancy })[0];

    private static PortHolders Held(long timeWait, long open) => new() { TimeWait = timeWait, Open = open };

    private static OccupancyReport Reported(PortHolders held, long ports, params long[] nanoseconds)
    {
        var occupancy = new PortOccupancy(() => held, ports);
        foreach (var took in nanoseconds)
        {
            occupancy.Connected(took);
        }

        return occupancy.Report();
    }

    private static OccupancySummary? Summary(params (int Bin, long Nanoseconds)[] connects) => OccupancySummary.Of(new OccupancyReport
    {
        Ports = 2000,
        ConnectByBin = connects.ToDictionary(
            c => c.Bin, c => Reported(Held(c.Bin, 0), OccupancyReport.Bins, c.Nanoseconds).ConnectByBin[c.Bin]),
    });
}
