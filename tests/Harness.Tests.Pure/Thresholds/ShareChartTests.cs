using System.Text.Json.Nodes;
using Harness.Analysis.Results;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Pages;
using Harness.Tests.Pure.Reporting;

namespace Harness.Tests.Pure.Thresholds;

public sealed class ShareChartTests
{
    private const string After = "server.close.after";

    private static readonly TrialSummary[] Curve =
    [
        ShareCurveTests.Trial(1, 90, 10, (After, "0us")),
        ShareCurveTests.Trial(2, 40, 60, (After, "100us")),
        ShareCurveTests.Trial(3, 0, 100, (After, "10ms")),
    ];

    [Fact]
    public void Shares_AreDrawnOnALogarithmicAxis_WithNoDelayAtItsLeftEdge()
    {
        var option = Build(Run(Curve)).ShouldNotBeNull().Option();

        var axis = option["xAxis"]!;
        (axis["type"]!.GetValue<string>(), axis["min"]!.GetValue<double>(), axis["max"]!.GetValue<double>()).ShouldBe(("log", 20, 10_000));
        Points(option, "server first").ShouldBe([(20, 90), (100, 40), (10_000, 0)]);
        Points(option, "client first").ShouldBe([(20, 10), (100, 60), (10_000, 100)]);
        Series(option, "server first")["color"]!.GetValue<string>().ShouldBe("$server");
        Series(option, "server first")["data"]![1]!["name"]!.GetValue<string>()
            .ShouldBe("server first at 100 µs: 40 of 100, 40 % (30.94 % to 49.8 %)");
        option.ToJsonString().ShouldContain("\"formatter\":\"0\"");
        // Nothing closed at once: no line for it.
        Names(option).ShouldNotContain("both at once");
    }

    [Fact]
    public void EachPoint_HasItsInterval()
    {
        var lines = Series(Build(Run(Curve))!.Option(), "server first")["markLine"]!["data"]!.AsArray();

        lines.Count.ShouldBe(3);
        lines[1]!.AsArray().Select(end => end!["coord"]!).Select(at => (at[0]!.GetValue<double>(), at[1]!.GetValue<double>()))
            .ShouldBe([(100, 30.94), (100, 49.8)]);
    }

    [Fact]
    public void AnotherParameter_MakesLinesOfItsOwn_ToldApartByDashes()
    {
        var option = Build(Run([.. new[] { "curl", "siege" }.SelectMany((like, i) => new[]
        {
            ShareCurveTests.Trial((2 * i) + 1, 9, 1, (After, "0us"), ("client.like", like)),
            ShareCurveTests.Trial((2 * i) + 2, 1, 9, (After, "1ms"), ("client.like", like)),
        })]))!.Option();

        Names(option).ShouldBe(["curl: server first", "curl: client first", "siege: server first", "siege: client first"]);
        Series(option, "curl: server first")["lineStyle"]!["type"]!.GetValue<string>().ShouldBe("solid");
        Series(option, "siege: server first")["lineStyle"]!["type"]!.GetValue<string>().ShouldBe("dashed");
    }

    [Fact]
    public void MoreCurvesThanOneChartShows_HaveAChartEach_OnTheSameAxis()
    {
        string[] clients = ["ab", "curl", "siege", "wrk"];
        var run = Run([.. clients.SelectMany((like, i) => new[]
        {
            ShareCurveTests.Trial((2 * i) + 1, 9, 1, (After, "1us"), ("client.like", like)),
            ShareCurveTests.Trial((2 * i) + 2, 1, 9, (After, $"{i + 2}ms"), ("client.like", like)),
        })]);

        var charts = ShareChart.Build(TrialRecord.Of(Record(run)), run);

        charts.Select(c => c.Id).ShouldBe(["shares-01", "shares-02", "shares-03", "shares-04"]);
        charts.Select(c => c.Title.Split(':')[0]).ShouldBe(clients);
        charts.ShouldAllBe(c => c.Option()["xAxis"]!["max"]!.GetValue<double>() == 5000);
        charts.ShouldAllBe(c => Names(c.Option()).SequenceEqual(new[] { "server first", "client first" }));
    }

    [Theory]
    [InlineData(96, 0, 4, "server")]
    [InlineData(0, 95, 5, "both")]
    [InlineData(35, 15, 50, "server 35, both 15, client 50 %")]
    [InlineData(0, 0, 0, "unknown")]
    public void ARegime_IsASide_OrTheSharesOfEach(long server, long both, long client, string words) =>
        Harness.Analysis.Words.SweepText.Regime(new ClosedFirst { Server = server, Both = both, Client = client }).ShouldBe(words);

    [Fact]
    public void APrediction_IsDrawnPaleAtTheSamePlaces_AndSaidInWords()
    {
        var prediction = new PredictionSummary
        {
            Trials = [9], Points = [new(0, 1, 0, 0, 0.1), new(100, 0.5, 0.5, 0, 0.1)], LargestDifference = 0.1,
        };
        var run = Run(Curve) with { Predictions = [prediction] };

        var option = Build(run)!.Option();

        Points(option, "server first, predicted").ShouldBe([(20, 100), (100, 50)]);
        Series(option, "server first, predicted")["lineStyle"]!["opacity"]!.GetValue<double>().ShouldBeLessThan(1);
        Page(run).ShouldContain(
            "The prediction from the think time was off by up to 10 percentage points, at 0 µs.");
    }

    [Fact]
    public void AThreshold_IsABandAndASentence()
    {
        var run = Run(Curve) with
        {
            Threshold = new()
            {
                Key = After,
                Share = default,
                AtMost = 0.05,
                Confidence = 0.95,
                LowerUs = 100,
                UpperUs = 10_000,
                Connections = 300,
                Ended = SearchEnd.Time,
                Probes = [new(0, 100, 90, 0.8, 0.95, ProbeVerdict.Above)],
            },
        };

        var area = Series(Build(run)!.Option(), "threshold")["markArea"]!["data"]![0]!.AsArray();
        area.Select(e => e!["xAxis"]!.GetValue<double>()).ShouldBe([100, 10_000]);
        Page(run).ShouldContain(
            "The shortest server.close.after at which at most 5 % of the connections leave a TIME_WAIT on the server "
            + "lies above 100 µs, and 10 ms is enough. "
            + "With 95 % confidence, by 300 connections at 1 delay. "
            + "The search stopped at its time limit; raise threshold.within for a narrower answer.");
        Page(run).ShouldContain("too short");
    }

    [Fact]
    public void ACategoricalSweep_KeepsItsBars()
    {
        var run = Run([ShareCurveTests.Trial(1, 1, 0, ("client.like", "ab")), ShareCurveTests.Trial(2, 0, 1, ("client.like", "curl"))]);

        Build(run).ShouldBeNull();
        RunCharts.OfAll(TrialRecord.Of(Record(run)), run).ShouldHaveSingleItem().Id.ShouldBe("trials");
    }

    private static Chart? Build(RunSummary run) => ShareChart.Build(TrialRecord.Of(Record(run)), run).SingleOrDefault();

    private static string Page(RunSummary run) =>
        SharesSection.Render(TrialRecord.Of(Record(run)), run, hasPictures: false).ToString().Replace("&#181;", "µ");

    private static RunRecord Record(RunSummary run) => new() { Folder = "none", Samples = [], Summary = run };

    private static RunSummary Run(IReadOnlyList<TrialSummary> trials) => new()
    {
        Scenario = "s",
        StartedAt = default,
        Verdict = default,
        Complete = true,
        Trials = trials,
    };

    private static JsonNode Series(JsonObject option, string name) =>
        option["series"]!.AsArray().First(s => s!["name"]!.GetValue<string>() == name)!;

    private static IEnumerable<(double, double)> Points(JsonObject option, string name) =>
        Series(option, name)["data"]!.AsArray()
            .Select(p => p is JsonObject ? p["value"]! : p!)
            .Select(p => (p[0]!.GetValue<double>(), p[1]!.GetValue<double>()));

    private static IEnumerable<string> Names(JsonObject option) => option["legend"]!["data"]!.AsArray().Select(n => n!.GetValue<string>());
}
