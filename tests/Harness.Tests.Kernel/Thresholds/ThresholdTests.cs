using Harness.Analysis.Results;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Thresholds;

/// <summary>Sweeps and searches for real, where the outcome does not depend on who is faster by microseconds.</summary>
[Collection(Alone.Name)]
public sealed class ThresholdTests
{
    private const string Load = "load=[{ iterations_for_constant: { copies: 10, iterations: 200 } }]";

    [Fact]
    public async Task AgainstAb_TheServerIsFirstAtEveryDelay()
    {
        var (run, output) = await RunWithOutputAsync("ab-delay-sweep");

        var points = ShareCurve.Of(run.Trials).ShouldHaveSingleItem().Points;
        points.Count.ShouldBe(5);
        points.ShouldAllBe(p => p.Closed.Server == 200 && p.Closed.Known() == 200);
        run.Predictions.ShouldBeEmpty();
        // One curve: a line for each delay.
        output.Split('\n')
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(l => l is [_, "µs" or "ms", "server"]).ShouldBe(5);
    }

    [Fact]
    public async Task AClientThatThinksTenMilliseconds_IsPredicted_OnBothSidesOfThem()
    {
        var run = await RunAsync(
            "curl-delay-sweep", Load, "client.close.after=10ms",
            "sweep={ server.close.after: [0us, 100ms] }", "expect=[]");

        run.Trials.Count.ShouldBe(3);
        var think = run.Trials[0].ThinkTimeUs.ShouldNotBeNull();
        think.Count.ShouldBe(200);
        // Not the shortest: the client may have begun to think before the server's write returned.
        think.P50.ShouldBeGreaterThanOrEqualTo(10_000 * 0.99);
        run.Trials[1].ThinkTimeUs.ShouldBeNull();
        var points = ShareCurve.Of(run.Trials).ShouldHaveSingleItem().Points;
        CloseShare(points[0], c => c.Server).ShouldBeGreaterThanOrEqualTo(0.95);
        CloseShare(points[1], c => c.Client).ShouldBeGreaterThanOrEqualTo(0.95);
        run.Predictions.ShouldHaveSingleItem().LargestDifference.ShouldBeLessThanOrEqualTo(0.1);
    }

    [Fact]
    public async Task ASearch_FindsTheThinkTimeOfAClient_AsAnInterval()
    {
        var run = await RunAsync(
            "curl-threshold", Load, "client.close.after=10ms",
            "threshold={ at_most: 0.5, from: 0us, to: 200ms, trials: 9, within: 1m }", "expect=[]");

        var found = run.Threshold.ShouldNotBeNull();
        found.LowerUs.ShouldNotBeNull().ShouldBeLessThan(found.UpperUs.ShouldNotBeNull());
        found.Probes[0].ShouldBe(found.Probes[0] with { DelayUs = 0, Verdict = ProbeVerdict.Above });
        found.Probes[1].ShouldBe(found.Probes[1] with { DelayUs = 200_000, Verdict = ProbeVerdict.Below });
        found.Ended.ShouldBeOneOf(SearchEnd.Narrow, SearchEnd.Trials);
        run.Trials.Count.ShouldBeInRange(3, 9);
        run.Trials.Select(t => t.Parameters["server.close.after"]).Take(2).ShouldBe(["0us", "200ms"]);
    }

    [Fact]
    public async Task ASearchAgainstAb_SaysThatNoDelayIsEnough()
    {
        var run = await RunAsync(
            "curl-threshold", Load, "client.like=ab",
            "threshold={ at_most: 0.05, to: 20ms }", "expect=[closed_first.server == 200]");

        (run.Threshold!.LowerUs, run.Threshold.UpperUs, run.Threshold.Ended).ShouldBe((20_000, null, SearchEnd.Narrow));
        run.Trials.Count.ShouldBe(2);
        run.Verdict.ShouldBe(Verdict.Passed);
    }

    private static double CloseShare(SharePoint point, Func<ClosedFirst, long> count) => (double)count(point.Closed) / point.Closed.Known();

    private static async Task<RunSummary> RunAsync(string scenario, params string[] settings) =>
        (await RunWithOutputAsync(scenario, settings)).Run;

    private static async Task<(RunSummary Run, string Output)> RunWithOutputAsync(string scenario, params string[] settings)
    {
        using var folder = new TempFolder();
        string[] arguments =
        [
            "run", HarnessProgram.Scenario($"thresholds/{scenario}"), "--out", folder.Path,
            .. settings.SelectMany(s => new[] { "--set", s }),
        ];
        var ended = await HarnessProgram.RunAsync(arguments);
        ended.ShouldExitWith(0);
        var run = RunResult.Summary(folder.Path);
        run.Complete.ShouldBeTrue();
        return (run, ended.Output);
    }
}
