using System.Text.Json.Nodes;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.ECharts;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Thresholds;
using ScottPlot;
using ScottPlot.Plottables;
using Line = Harness.Reporting.Charts.Line;
using Palette = Harness.Reporting.Charts.Palette;

namespace Harness.Tests.Pure.Reporting;

public sealed class ChartTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void TimeWait_HasBothSidesOnOneAxis_SnapshotSolidAndEnteredDashed()
    {
        var option = TimeWaitChart.Build(Only(ExampleRun.ServerFirst())).Option();

        option["yAxis"].ShouldBeOfType<JsonObject>();
        Series(option).Select(s => s["name"]!.GetValue<string>()).ShouldBe(
            ["phases", "server: in TIME_WAIT", "server: entered", "client: in TIME_WAIT", "client: entered"]);
        Series(option).Skip(1).Select(s => s["lineStyle"]!["type"]!.GetValue<string>()).ShouldBe(["solid", "dashed", "solid", "dashed"]);
        Series(option).Skip(1).Select(s => s["color"]!.GetValue<string>()).ShouldBe(["$server", "$server", "$client", "$client"]);
        Series(option).ShouldAllBe(s => s["yAxisIndex"] == null);
        Highest(Series(option)[1]).ShouldBe(1000);
        Highest(Series(option)[3]).ShouldBe(0);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void ALineOfOnePoint_IsSeen(int points, bool hasSymbols)
    {
        var line = new Line("opened", "client", [.. Enumerable.Range(0, points).Select(x => new Point(x, 1))]);

        LineOption.Of(line, new Axis.Time(2))["showSymbol"]!.GetValue<bool>().ShouldBe(hasSymbols);
    }

    [Fact]
    public void TimeWait_MarksThePhases()
    {
        var bands = Series(TimeWaitChart.Build(Only(ExampleRun.ClientFirstDrained())).Option())[0]["markArea"]!["data"]!.AsArray();

        bands.Select(b => b![0]!["name"]!.GetValue<string>()).ShouldBe(["load", "settle", "drain"]);
        bands[0]![0]!["xAxis"]!.GetValue<double>().ShouldBe(0);
        bands[1]![0]!["xAxis"]!.GetValue<double>().ShouldBe(bands[0]![1]!["xAxis"]!.GetValue<double>());
    }

    [Fact]
    public void LimitWithinReach_IsDrawnAndKeptInView_OneOutOfReachIsSaid()
    {
        var near = TimeWaitChart.Build(Only(ExampleRun.ClientFirstDrained()));
        var far = TimeWaitChart.Build(Only(ExampleRun.ServerFirst()));

        near.Option()["yAxis"]!["dataMax"]!.GetValue<int>().ShouldBe(28_232);
        Limits(near).ShouldHaveSingleItem()!["yAxis"]!.GetValue<int>().ShouldBe(28_232);
        near.Subtitle.ShouldEndWith("Not reached: 131,072 (tcp_max_tw_buckets, server and client).");
        far.Option()["yAxis"]!["dataMax"].ShouldBeNull();
        Limits(far).ShouldBeEmpty();
        far.Subtitle.ShouldContain("Not reached: 28,232 (client ports for one destination), 131,072 (");
    }

    [Fact]
    public void OtherStates_AreThoseThatSomeSampleSaw()
    {
        var trial = OfFew(ExampleRun.ServerFirst());

        Legend(StatesChart.Build(trial, Tier.Server)).ShouldBe(["ESTABLISHED", "FIN_WAIT2"]);
        Legend(StatesChart.Build(trial, Tier.Client)).ShouldBe(["ESTABLISHED", "SYN_SENT", "CLOSE_WAIT", "LAST_ACK"]);
    }

    [Fact]
    public void OtherStates_AreStepsFromSampleToSample_InThePageAndInTheFile()
    {
        var chart = StatesChart.Build(OfFew(ExampleRun.ServerFirst()), Tier.Server)!;

        Series(chart.Option()).Skip(1).Select(s => s["step"]!.GetValue<string>()).ShouldAllBe(step => step == "end");
        using var drawn = new ChartPlot(chart, new());
        drawn.Plot.GetPlottables<Scatter>().ShouldAllBe(s => s.ConnectStyle == ConnectStyle.StepHorizontal);
    }

    [Fact]
    public void OtherStates_ThatFewConnectionsWereIn_AreSaidAndNotDrawn()
    {
        var (few, many) = (OfFew(ExampleRun.ServerFirst(), opened: 200), Only(ExampleRun.ServerFirst()));
        var shown = StatesChart.Build(few, Tier.Client)!;

        Legend(shown).ShouldNotContain("SYN_SENT");
        shown.Subtitle.ShouldContain("Not drawn, because never 2 % of the 200 connections were in it at once: SYN_SENT (at most ");
        StatesChart.WhyNot(few, Tier.Client).ShouldBeEmpty();

        StatesChart.Build(many, Tier.Client).ShouldBeNull();
        StatesChart.WhyNot(many, Tier.Client).ShouldContain("ESTABLISHED (at most ");
        var page = File.ReadAllText(Report.Write(new PlainFolder(ExampleRun.ServerFirst().WriteTo(temp.Path))));
        page.ShouldContain(">Other states, client</h2><p class=\"sub\">Not drawn");
    }

    [Fact]
    public void OtherStates_LeaveOutADrainInWhichNothingElseHappens()
    {
        var trial = OfFew(ExampleRun.ClientFirstDrained());

        TimeWaitChart.Build(trial).Option()["xAxis"]!["max"]!.GetValue<double>().ShouldBeGreaterThan(60);
        StatesChart.Build(trial, Tier.Server)!.Option()["xAxis"]!["max"]!.GetValue<double>().ShouldBeLessThan(6);
    }

    [Fact]
    public void TrialsThatAreAllAlike_AreASentence_AndOnesThatDifferAreBars()
    {
        var (alike, differing) = (Trials((100, 0), (100, 0), (100, 0)), Trials((100, 0), (99, 1)));

        TrialsChart.Build(alike).Alike.ShouldBe("The same in all 3 trials: server first 100 %.");
        RunCharts.Of(alike, run: null).Select(c => c.Id).ShouldNotContain("trials");
        TrialsChart.Build(differing).Alike.ShouldBeEmpty();
        RunCharts.Of(differing, run: null).Select(c => c.Id).ShouldContain("trials");

        static IReadOnlyList<TrialRecord> Trials(params (int Server, int Client)[] closed) => BareTrials.Records(
            [.. closed.Select((c, i) => ShareCurveTests.Trial(i + 1, c.Server, c.Client, ("case", $"{i}")))]);
    }

    [Fact]
    public void Bars_HaveTheirFiguresWhole_AndRoomForEachLineOfTheirNames()
    {
        var names = Enumerable.Range(1, 8).Select(n => $"a case whose name is long enough for three lines of the page, number {n}");
        var chart = new Chart("x", "", "", new Axis.Counts("things"), new Axis.Names([.. names]))
        {
            Bars = [new Bars("a", "server", [.. Enumerable.Repeat<double?>(1_000_000, 8)])],
        };
        var option = chart.Option();

        Series(option)[0]["label"]!["formatter"]!.GetValue<string>().ShouldBe("@count");
        option["grid"]!["right"]!.GetValue<int>().ShouldBeGreaterThan(60);
        PlotSize.HeightInPage(chart)!.Value.ShouldBeGreaterThan(8 * 3 * 15);
        PlotSize.HeightInPage(chart with { Y = new Axis.Names(["a", "b"]) }).ShouldBeNull("as all charts");
    }

    [Fact]
    public void ALegend_HasAsManyRowsAsItNeeds_AndNoPages() =>
        TimeWaitChart.Build(Only(ExampleRun.ServerFirst())).Option()["legend"]!["type"].ShouldBeNull();

    [Fact]
    public void Rate_IsTheGrowthBetweenSamplesPerSecond()
    {
        static double Opened(double moment) => moment switch { 0 => 0, 0.5 => 100, _ => 110 };

        RateChart.Rates([0, 0.5, 0.5, 1.5], Opened).ShouldBe([new Point(0.5, 200), new Point(1.5, 10)]);
    }

    [Fact]
    public void Latency_HasACurveForEachDurationThatWasMeasured()
    {
        Legend(LatencyChart.Build(Only(ExampleRun.ServerFirst()))).ShouldBe(["connect()", "whole connection"]);
        var sweep = TrialRecord.Of(RunReader.Load(ExampleRun.Sweep().WriteTo(temp.Path)));
        Legend(LatencyChart.Build(sweep[0])).ShouldBe(["connect()", "whole connection", "close delay"]);
    }

    [Fact]
    public void Sweep_HasAChartOfAllTrialsAndThoseOfEach()
    {
        var trials = TrialRecord.Of(RunReader.Load(ExampleRun.Sweep().WriteTo(temp.Path)));
        var charts = RunCharts.Of(trials, run: null).Select(c => c.Id).ToList();

        charts[0].ShouldBe("shares");
        charts.ShouldContain("trial-05-time_wait");
        charts.ShouldBeUnique();
    }

    [Fact]
    public void Thinning_KeepsTheEndsAndEveryPeakAndTrough()
    {
        var points = Enumerable.Range(0, 100_000)
            .Select(i => new Point(i, i switch { 33_333 => 1e6, 66_666 => -1e6, _ => i % 10 }))
            .ToList();

        var thin = Thinning.Thin(points);

        thin.Count.ShouldBeLessThanOrEqualTo(2000);
        thin.Count.ShouldBeGreaterThan(1900);
        thin[0].ShouldBe(points[0]);
        thin[^1].ShouldBe(points[^1]);
        thin.ShouldContain(points[33_333]);
        thin.ShouldContain(points[66_666]);
        thin.Select(p => p.X).ShouldBeInOrder();
        thin.ShouldBeUnique();
    }

    [Fact]
    public void ShortSeries_IsDrawnAsItIs()
    {
        var points = Enumerable.Range(0, 2000).Select(i => new Point(i, i)).ToList();
        Thinning.Thin(points).ShouldBe(points);
    }

    [Fact]
    public void EveryColourWord_HasAValueInLightAndInDark()
    {
        var words = RunCharts.Of(TrialRecord.Of(RunReader.Load(ExampleRun.Sweep().WriteTo(temp.Path))), run: null)
            .SelectMany(c => c.Option().ToJsonString().Split('"'))
            .Where(s => s.StartsWith('$'))
            .Select(s => s[1..])
            .Distinct()
            .ToList();

        words.ShouldContain("server");
        words.ShouldBeSubsetOf(Palette.Light.Keys);
        Palette.Dark.Keys.ShouldBe(Palette.Light.Keys);
    }

    private static List<JsonNode> Series(JsonObject option) => [.. option["series"]!.AsArray().Select(s => s!)];

    private static double Highest(JsonNode series) => series["data"]!.AsArray().Max(p => p![1]!.GetValue<double>());

    private static JsonArray Limits(Chart chart) => Series(chart.Option())[0]["markLine"]!["data"]!.AsArray();

    private static IEnumerable<string> Legend(Chart? chart) =>
        chart!.Option()["legend"]!["data"]!.AsArray().Select(n => n!.GetValue<string>());

    // Of so few connections, those of each state are many.
    private TrialRecord OfFew(ExampleRun run, int opened = 10)
    {
        var record = RunReader.Load(run.WriteTo(temp.Path));
        var trials = record.Summary!.Trials.Select(t => t with { Connections = t.Connections with { Opened = opened } });
        return TrialRecord.Of(record with { Summary = record.Summary with { Trials = [.. trials] } }).ShouldHaveSingleItem();
    }

    private TrialRecord Only(ExampleRun run) => TrialRecord.Of(RunReader.Load(run.WriteTo(temp.Path))).ShouldHaveSingleItem();
}
