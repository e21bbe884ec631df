using Harness.Reporting;
using Harness.Reporting.Charts.Plotting;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Which charts of many trials are drawn as files, and what those are called.</summary>
public sealed class ChartChoiceTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void OfSeveralTrials_TheOverviewAndTheFirstTrialAreDrawn_AndAllOnRequest()
    {
        var folder = new PlainFolder(ExampleRun.Sweep().WriteTo(temp.Path));

        var some = Report.WriteCharts(folder, PlotFormat.Svg, new());
        var all = Report.WriteCharts(folder, PlotFormat.Svg, new(), ofAll: true);

        Names(some)[0].ShouldBe("shares.svg");
        Names(some).Skip(1).ShouldAllBe(n => n.StartsWith("trial-01-after-", StringComparison.Ordinal));
        some.LeftOut.ShouldBe(all.Paths.Count - some.Paths.Count);
        some.LeftOut.ShouldBeGreaterThan(0);
        all.LeftOut.ShouldBe(0);
        Names(all).ShouldBeUnique();
        Names(all).ShouldContain(n => n.StartsWith("trial-05-", StringComparison.Ordinal));
    }

    [Fact]
    public void OfOneTrial_EveryChartIsDrawn_UnderItsPlainName()
    {
        var files = Report.WriteCharts(new PlainFolder(ExampleRun.ServerFirst().WriteTo(temp.Path)), PlotFormat.Svg, new());

        Names(files).ShouldBe(["time_wait.svg", "rate.svg", "latency.svg"]);
        files.LeftOut.ShouldBe(0);
    }

    [Theory]
    [InlineData("ip", "4", "trial-02-ip-4-time_wait")]
    [InlineData("kernel.client.tcp_fin_timeout", "20", "trial-02-tcp_fin_timeout-20-time_wait")]
    [InlineData("server.close", "{ after: 2ms }", "trial-02-close-after-2ms-time_wait")]
    [InlineData("cases", "../../etc/passwd", "trial-02-cases-etc-passwd-time_wait")]
    [InlineData("cases", "漢字 \0", "trial-02-cases-time_wait")]
    public void AFile_IsNamedByItsValues_InLettersThatAreSafeEverywhere(string key, string value, string name)
    {
        var trial = Second(new Dictionary<string, string> { [key] = value });

        trial.FileName(trial.ChartId("time_wait")).ShouldBe(name);
    }

    [Fact]
    public void AFile_HasAShortName_HoweverLongItsValuesAre()
    {
        var trial = Second(new Dictionary<string, string> { ["cases"] = new('x', 5_000) });

        trial.FileName(trial.ChartId("states_client")).Length.ShouldBeLessThan(100);
        Second(new Dictionary<string, string>()).FileName("trial-02-rate").ShouldBe("trial-02-rate");
    }

    [Fact]
    public void TrialsThatMissed_AreDrawnInsteadOfTheFirst()
    {
        var run = ExampleRun.Sweep();
        var folder = run.WriteTo(temp.Path);
        var path = Path.Combine(folder, "summary.json");
        var summary = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!;
        summary["trials"]![2]!["complete"] = false;
        File.WriteAllText(path, summary.ToJsonString());

        var files = Report.WriteCharts(new PlainFolder(folder), PlotFormat.Svg, new());

        Names(files).Where(n => n.StartsWith("trial-", StringComparison.Ordinal))
            .ShouldAllBe(n => n.StartsWith("trial-03-", StringComparison.Ordinal));
        Names(files).ShouldContain(n => n.EndsWith("-time_wait.svg", StringComparison.Ordinal));
    }

    private static List<string> Names(ChartFiles files) => files.Paths.Select(p => Path.GetFileName(p)).ToList();

    private static TrialRecord Second(IReadOnlyDictionary<string, string> parameters) =>
        BareTrials.Records(new() { Trial = 1 }, new() { Trial = 2, Parameters = parameters })[1];
}
