using System.Diagnostics;
using Harness.Analysis.Results;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Hosts;

/// <summary>What becomes of agents, and of what was measured, when hosts, cables and the controller fail: ./run.sh test hosts.</summary>
[Trait("Ring", "hosts")]
[Collection(Alone.Name)]
public sealed class HostFaultTests(TestBed bed) : IClassFixture<TestBed>
{
    private static readonly string Scenario = HarnessProgram.Scenario("server-closes-first");
    private static readonly string[] LongLoad = ["--rate", "50", "--for", "60s", "--set", "expect=[]"];

    [Theory]
    [InlineData("ssh")]
    [InlineData("slurm")]
    public async Task WhenTheControllersCableIsCut_EveryAgentHasEndedWithin12Seconds(string launch)
    {
        bed.Require();
        using var output = new TempFolder();
        using var run = await LoadingAsync(launch, output);
        await bed.DoAsync("cut", bed[0]);
        try
        {
            var cut = Stopwatch.GetTimestamp();
            await bed.AgentsShouldEndAsync(within: 12);

            // None may go on because it does not count on the cable.
            Stopwatch.GetElapsedTime(cut).ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
            (await run.EndAsync()).ShouldExitWith(4);
        }
        finally
        {
            await bed.RestoreAsync("mend", 0);
        }

        RunResult.Unjudged(output.Path).Trials.ShouldHaveSingleItem().Nodes.Count.ShouldBe(TestBed.Hosts);
    }

    [Theory]
    [InlineData("ssh", 3)]
    [InlineData("ssh", 1)]
    [InlineData("slurm", 3)]
    public async Task WhenAHostLosesPower_TheRunBreaksOff_AndKeepsWhatTheOthersSaw(string launch, int host)
    {
        bed.Require();
        using var output = new TempFolder();
        using var run = await LoadingAsync(launch, output);
        await bed.DoAsync("kill", bed[host]);
        try
        {
            (await run.EndAsync()).ShouldExitWith(4);
        }
        finally
        {
            await bed.RestoreAsync("boot", host);
        }

        var summary = RunResult.Unjudged(output.Path);
        summary.Complete.ShouldBeFalse();
        summary.BrokeOff.ShouldNotBeNull().ShouldContain(host == 3 ? "client-1" : "server-1");
        var trial = summary.Trials.ShouldHaveSingleItem();
        trial.Nodes.Count(n => n.Opened > 0).ShouldBeGreaterThanOrEqualTo(TestBed.Hosts - 1);
        await bed.AgentsShouldEndAsync(within: 12);
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("slurm")]
    public async Task WhenTheControllerIsKilled_AtAnyMoment_NoAgentIsLeftAfterTwoSeconds(string launch)
    {
        bed.Require();
        const int moments = 20;
        for (var i = 0; i < moments; i++)
        {
            using var output = new TempFolder();
            using var run = Start(launch, output);
            var started = Stopwatch.GetTimestamp();
            await Eventually.ShouldBeTrueAsync(() => Stopwatch.GetElapsedTime(started).TotalMilliseconds > 150 * i, "the moment");
            run.Signal("KILL");
            await run.ExitAsync();

            await bed.AgentsShouldEndAsync(within: 2);
        }
    }

    [Theory]
    [InlineData("ssh", "client-1", 3)]
    [InlineData("ssh", "server-2", 2)]
    [InlineData("slurm", "client-1", 3)]
    public async Task WhenALauncherIsKilled_ItsHostIsNamed_AndTheOthersFiguresAreKept(string launch, string node, int host)
    {
        bed.Require();
        using var output = new TempFolder();
        using var run = await LoadingAsync(launch, output);

        HarnessProgram.Signal(ProcessTree.LauncherOf(run.Pid, bed[host]), "KILL");

        var ended = (await run.EndAsync()).ShouldExitWith(4);
        await bed.AgentsShouldEndAsync(within: 2);
        var lost = $"the {node} agent on {bed[host]} was killed by signal 9";
        ended.Output.ShouldContain(lost);
        var summary = RunResult.Unjudged(output.Path);
        (summary.Complete, summary.Verdict).ShouldBe((false, Verdict.None));
        summary.BrokeOff.ShouldNotBeNull().ShouldContain(lost);
        var trial = summary.Trials.ShouldHaveSingleItem();
        var others = trial.Nodes.Where(n => n.Node != node).ToList();
        others.Count.ShouldBe(TestBed.Hosts - 1);
        others.ShouldAllBe(n => n.Opened > 0);

        trial.Server.TimeWait.Peak.ShouldNotBeNull().ShouldBePositive();
    }

    [Fact]
    public async Task AnAgentOnAHost_EndsAtSigterm()
    {
        bed.Require();
        using var output = new TempFolder();
        using var run = await LoadingAsync("ssh", output);

        HarnessProgram.Signal(bed.Agents()[0], "TERM");

        (await run.EndAsync()).ShouldExitWith(4).Error.ShouldBeEmpty();
        await bed.AgentsShouldEndAsync(within: 12);
    }

    [Fact]
    public async Task AHostThatSlurmHasGivenAway_IsSaidToBeBusy()
    {
        bed.Require();
        using var job = bed.On(0, "srun", $"--nodelist={bed[3]}", "--exclusive", "--nodes=1", "sh", "-c", "echo begins; sleep 60");
        await job.OutputSaysAsync("begins");

        var run = await bed.RunAsync("run", Scenario, "--hosts", bed.Inventory("slurm"), "--quiet");

        run.ShouldExitWith(3).Error.ShouldContain("Requested nodes are busy");
        bed.Agents().ShouldBeEmpty();
    }

    private HarnessProgram Start(string launch, TempFolder output) => bed.Start(
        ["run", Scenario, "--hosts", bed.Inventory(launch), .. LongLoad, "--quiet", "--out", output.Path]);

    private async Task<HarnessProgram> LoadingAsync(string launch, TempFolder output)
    {
        var run = Start(launch, output);
        await Eventually.ShouldBeTrueAsync(() => bed.Agents().Length == TestBed.Hosts && HasSamples(output), "the load goes on");
        return run;
    }

    private static bool HasSamples(TempFolder output) => Directory.GetDirectories(output.Path)
        .Any(d => new FileInfo(Path.Combine(d, "samples.csv")) is { Exists: true, Length: > 8000 });
}
