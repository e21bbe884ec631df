using System.Xml.Linq;
using Harness.Analysis.Results;
using Harness.Reporting.Checking;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Checking;

/// <summary>
/// The CI gate against the project's own suite and baselines: it catches each change that it is for, and says what moved and by how much.
/// </summary>
public sealed class CheckTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task AScenarioThatIsAsItWas_Passes_InEveryFormThatCiReads()
    {
        var (junit, markdown) = (Path.Combine(temp.Path, "check.xml"), Path.Combine(temp.Path, "check.md"));
        var benchmark = Path.Combine(temp.Path, "bench.json");
        var ended = await HarnessProgram.RunAsync(
            "check", HarnessProgram.Scenario("ci/server-closes-first"), "--baseline", CheckRun.Baselines,
            "--out", temp.Path, "--quiet", "--structural",
            "--junit", junit, "--markdown", markdown, "--benchmark-json", benchmark);

        ended.ShouldExitWith(0);
        ended.Output.ShouldContain("1 scenario as in the baselines");
        ended.Output.ShouldContain("skipped latency_us.total.p50, rates.connections_per_second: speed was not asked for");
        XDocument.Load(junit).Descendants("testcase").Select(test => test.Attribute("name")!.Value).ShouldBe(
            [
                "connections.opened", "connections.completed", "connections.failed", "requests_per_connection",
                "closed_first.server", "closed_first.client", "closed_first.both", "closed_first.reset", "closed_first.unknown",
                "server.time_wait.entered", "server.time_wait.overflow", "client.time_wait.entered", "client.time_wait.overflow",
                "latency_us.total.p50", "rates.connections_per_second",
                "expect: connections.failed == 0", "expect: server.time_wait.entered == connections.completed",
                "expect: client.time_wait.entered == 0",
            ],
            ignoreOrder: true);
        (await File.ReadAllTextAsync(markdown, TestContext.Current.CancellationToken)).ShouldStartWith("### ✅");
        File.Exists(benchmark).ShouldBeFalse("nothing was timed, and the action refuses an empty list");
        ended.Error.ShouldContain("bench.json is not written: no speed was measured");
    }

    [Fact]
    public async Task AServerThatNoLongerWaitsForTheClient_IsCaught()
    {
        var report = await MissedAsync("ci-client-closes-first", "server.close=immediately");

        var moved = Missed(report);
        moved["closed_first.client"].ShouldContain("moved from 120 to ");
        moved["server.time_wait.entered"].ShouldContain("moved from 0 to ");
    }

    [Fact]
    public async Task AClientThatResets_IsCaught()
    {
        var moved = Missed(await MissedAsync("ci-client-closes-first", "client.close=reset"));

        moved["closed_first.reset"].ShouldContain("moved from 0 to 120 of 120 connections (+120), in 2 of 2 rounds");
        moved["client.time_wait.entered"].ShouldContain("moved from 120 to 0 of 120 connections (-120)");
    }

    [Fact]
    public async Task AContentLengthThatIsOneTooLarge_IsCaught_ThoughTheClientsBoundHasRoom()
    {
        var moved = Missed(await MissedAsync("ci-delayed-close", "server.response.content_length=larger by 1"));

        moved["connections.failed"].ShouldContain("moved from 0 to 200 of 200 connections (+200), in 2 of 2 rounds (SHORT_BODY 400)");
        moved["closed_first.server"].ShouldContain("moved to 100 %; it was 0 % to 5 % of the connections, so it is 95 points too high");
    }

    [Fact]
    public async Task ABaselineOfAnotherMachine_GivesAWarning_AndStructureOnly()
    {
        var recorded = CheckRun.Recorded("ci-client-closes-first");
        var elsewhere = recorded with { Environment = recorded.Environment with { Kernel = "4.4", Cores = 999 } };
        new BaselineFile(BaselineFile.PathOf(temp.Path, recorded.Scenario), elsewhere).Write(new PlainFolder(temp.Path));

        var ended = (await CheckRun.CheckAsync(temp, "ci-client-closes-first", temp.Path, "--set", "client.close=reset")).ShouldExitWith(1);

        const string Warning = "warning: the baseline of ci-client-closes-first is not comparable (cores ";
        ended.Error.Split('\n').Count(line => line.StartsWith(Warning, StringComparison.Ordinal)).ShouldBe(1);
        ended.Error.ShouldContain("the baseline's is 4.4");
        var check = CheckRun.Report(ended).Scenarios[0];
        check.NotComparable.Count.ShouldBe(2);
        check.Metrics.Where(m => m.Kind == MetricKind.Speed).ShouldAllBe(m => m.Outcome == MetricOutcome.Skipped);
        check.Metrics.Single(m => m.Name == "closed_first.reset").Outcome.ShouldBe(MetricOutcome.Missed);
    }

    [Fact]
    public async Task AnUpdate_MakesAFileThatAnUpdateLeavesAsItIs()
    {
        string[] update =
        [
            "check", HarnessProgram.Scenario("ci/reset"), "--baseline", Path.Combine(temp.Path, "new"),
            "--update", "--structural", "--repeat", "1", "--quiet", "--out", temp.Path,
        ];
        (await HarnessProgram.RunAsync(update)).ShouldExitWith(0).Output.ShouldStartWith("new ");
        var text = await File.ReadAllTextAsync(Path.Combine(temp.Path, "new", "ci-reset.json"), TestContext.Current.CancellationToken);

        (await HarnessProgram.RunAsync(update)).ShouldExitWith(0).Output.ShouldStartWith("unchanged ");
        var again = await File.ReadAllTextAsync(Path.Combine(temp.Path, "new", "ci-reset.json"), TestContext.Current.CancellationToken);
        again.ShouldBe(text);
    }

    private async Task<CheckReport> MissedAsync(string scenario, string setting) =>
        CheckRun.Report(
            (await CheckRun.CheckAsync(temp, scenario, CheckRun.Baselines, "--structural", "--set", setting)).ShouldExitWith(1));

    private static Dictionary<string, string> Missed(CheckReport report) =>
        report.Scenarios[0].Metrics.Where(m => m.Outcome == MetricOutcome.Missed).ToDictionary(m => m.Name, m => m.Message);
}
