using System.Text.Json.Nodes;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Cli;
using Harness.Cli.Checking;
using Harness.Cli.Terminal;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Reporting.Pages;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Checking;
using Harness.Tests.Pure.Terminal;

namespace Harness.Tests.Pure.Answers;

/// <summary>Who has changed a scenario from the command line reads that first: its own words describe another run.</summary>
public sealed class OverrideTests : IDisposable
{
    private const string Said = "Changed on the command line: server.close, client.like";

    private static readonly Setting[] Settings =
        [new("--set", "server.close", "immediately"), new("-L", "client.like", "curl"), new("--set", "server.close", "{after: 2ms}")];

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void APlan_KnowsWhatTheCommandLineSet_AndOneWithoutSettingsNothing()
    {
        const string text = "name: x\nserver: {}\nclient: { like: ab }\nload: [{ keep_constant: { copies: 1, during: 1s } }]\n";
        var planner = new ScenarioPlanner(Home.Vocabulary);

        planner.Plan(text, "x.yaml", new Setting("--set", "server.close", "reset")).Settings.Select(s => s.Key).ShouldBe(["server.close"]);
        planner.Plan(text, "x.yaml").Settings.ShouldBeEmpty();
    }

    [Fact]
    public void OfAKeyThatWasSetTwice_TheLastValueCounts() => Override.Of(Settings)
        .ShouldBe([new("server.close", "{after: 2ms}"), new("client.like", "curl")]);

    [Fact]
    public void ARun_SaysItFirst_InTheTerminalOnThePageAndInTheSummary()
    {
        var run = ExampleRun.ServerFirst();
        var plan = run.Plan with { Settings = Settings };
        using var results = new ResultFolder(ResultParent.Open(temp.Path, new PlainFiles()));
        results.RunStarted(plan, ExampleRun.StartedAt);
        var unfinished = Summary(results.Path);
        results.RunFinished(run.Summary);
        var page = File.ReadAllText(Report.Write(new PlainFolder(results.Path)));

        Screen.Of(console => SummaryView.Print(console, plan, run.Summary, "report")).Lines[2].ShouldBe($"  {Said}");
        Screen.Of(console => SummaryView.Print(console, run.Plan, run.Summary, "report")).Text.ShouldNotContain("Changed");
        page.IndexOf(Said, StringComparison.Ordinal).ShouldBeInRange(1, page.IndexOf("<p class=\"about\">", StringComparison.Ordinal));
        foreach (var summary in new[] { unfinished, Summary(results.Path) })
        {
            summary["overrides"]!.AsArray().Select(o => $"{o!["key"]}={o["value"]}")
                .ShouldBe(["server.close={after: 2ms}", "client.like=curl"]);
        }
    }

    [Fact]
    public void AFolderOfAnEarlierVersion_WhichHasNoOverrides_IsStillDrawn()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var summary = Summary(folder);
        summary.AsObject().Remove("overrides").ShouldBeTrue();
        summary.AsObject().Remove("answer").ShouldBeTrue();
        File.WriteAllText(Path.Combine(folder, "summary.json"), summary.ToJsonString());
        var environment = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "environment.json")))!;
        environment.AsObject().Remove("command_line").ShouldBeTrue();
        File.WriteAllText(Path.Combine(folder, "environment.json"), environment.ToJsonString());

        var page = File.ReadAllText(Report.Write(new PlainFolder(folder)));

        page.ShouldContain("PASSED");
        page.ShouldNotContain("Changed on the command line");
    }

    [Fact]
    public void AComparison_AndACheck_SayItToo()
    {
        var comparison = Comparer.Compare([ExampleSource.Of("a", 1, 2, 1), ExampleSource.Of("b", 1, 2, 1)], [], default, true) with
        {
            Overrides = Override.Of(Settings),
        };
        var report = ExampleMeasurement.Judge(ExampleMeasurement.Timed(2), ExampleMeasurement.Timed(2)) with
        {
            Overrides = Override.Of(Settings),
        };

        Screen.Of(console => ComparisonView.Print(console, comparison, "report")).Lines[1].ShouldBe($"  {Said}");
        ComparisonPage.Render(comparison).ShouldContain(Said);
        Screen.Of(console => CheckView.Print(console, report, "results", "update")).Lines[0].ShouldBe($"  {Said}");
        MarkdownSummary.Text(report).ShouldContain($"\n\n{Said}\n\n");
        MarkdownSummary.Text(report with { Overrides = [] }).ShouldNotContain("Changed");
    }

    [Fact]
    public void TheCommandThatRenewsBaselines_RepeatsWhatWasSet_AsAShellTakesIt() => new CheckOptions
    {
        Paths = ["my scenarios"], Baselines = "b",
        Changes = new([new("--set", "server.close", "{after: 2ms}")], [new("--for", "during", "2s")]),
        IsUpdate = false, IsStructuralOnly = true,
        Repeat = null, Output = "out", IsQuiet = true, IsJson = false, JUnit = null, Markdown = null, BenchmarkJson = null,
    }.UpdateCommand.ShouldBe(
        "./run.sh check 'my scenarios' --baseline b --update --set 'server.close={after: 2ms}' --for 2s --structural");

    private static JsonNode Summary(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")))!;
}
