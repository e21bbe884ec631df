using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Hosts;

/// <summary>Real servers and clients on several hosts: measured as on one machine, and ended with their agents.</summary>
[Trait("Ring", "hosts")]
public sealed class HostProgramTests(TestBed bed) : IClassFixture<TestBed>
{
    private const string Unconfined = "{ command: [ssh, -o, BatchMode=yes, \"{host}\", env, PATH=/nowhere] }";

    [Theory]
    [InlineData("ssh")]
    [InlineData("slurm")]
    public async Task NginxOnTwoHosts_UnderAbOnThree_IsCountedExactly(string launch)
    {
        bed.Require();
        ToolTests.Installed("nginx ab");
        using var output = new TempFolder();

        string[] words = ["--hosts", bed.Inventory(launch), "--set", "expect=[]", "--quiet", "--out", output.Path];
        (await bed.RunAsync(["run", HarnessProgram.Scenario("tools/nginx-lingering-under-ab"), .. words])).ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(output.Path);
        trial.Warnings.ShouldBeEmpty();
        trial.Connections.Opened.ShouldNotBeNull().ShouldBeInRange(600, 630, "ab opens up to ten more than it was asked for");
        (trial.Connections.Accepted, trial.ClosedFirst.Unknown).ShouldBe((trial.Connections.Opened, 0));
        (trial.Server.TimeWait.Entered, trial.Server.TimeWait.Final).ShouldBe((600, 600));
        trial.Nodes.Where(n => n.Tier == "client").ShouldAllBe(n => n.Opened >= 200 && n.Opened <= 210);
        trial.Nodes.Where(n => n.Tier == "server").Select(n => n.Figures.TimeWait.Entered)
            .ShouldBe([400, 200], "client k loads server k mod 2");
        bed.Agents().ShouldBeEmpty();
    }

    [Fact]
    public async Task APrograms_ShareOfTheLoad_IsAWordOfItsCommand()
    {
        bed.Require();
        using var output = new TempFolder();

        var run = await RunAsync(output, "ssh", "[sh, -c, \"echo part {share} of {shares} goes to {host}\"]");

        run.ShouldExitWith(0);
        var nodes = RunResult.OnlyTrial(output.Path).Nodes.Where(n => n.Tier == "client");
        nodes.Select(n => n.Figures.Program!.Output.Trim()).ShouldBe(
            ["part 0 of 3 goes to 10.66.0.1", "part 1 of 3 goes to 10.66.0.2", "part 2 of 3 goes to 10.66.0.1"]);
    }

    [Fact]
    public async Task AProgramThatAHostLacks_IsNamedBeforeAnythingRuns()
    {
        bed.Require();
        using var output = new TempFolder();

        var run = await RunAsync(output, "ssh", "[no-such-program]");

        run.ShouldExitWith(3).Error.ShouldContain($"{bed[3]}: the program 'no-such-program' is not on this machine's PATH");
        Directory.GetDirectories(output.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ssh", false)]
    [InlineData("slurm", false)]
    // Where unshare(1) is not found, nothing is confined.
    [InlineData(Unconfined, true)]
    public async Task WhatAProgramLeavesBehind_EndsWithTheController_WhenThatIsKilled(string launch, bool isWarned)
    {
        bed.Require();
        using var output = new TempFolder();
        var sleeper = bed.CopyOf("/bin/sleep");
        using var run = bed.Start(Words(output, launch, $"[/bin/sh, -c, \"/usr/bin/setsid {sleeper} 100 & exec {sleeper} 100\"]"));
        await Eventually.ShouldBeTrueAsync(() => TestBed.Processes(sleeper).Length == 6, "three clients' programs run, and what they left");

        run.Signal("KILL");

        await Eventually.ShouldBeTrueAsync(() => TestBed.Processes(sleeper).Length + bed.Agents().Length == 0, "nothing is left");
        var log = File.ReadAllText(Path.Combine(RunResult.Folder(output.Path), "run.log"));
        log.Contains("no namespace could be made for the program").ShouldBe(isWarned);
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData(Unconfined)]
    public async Task WhatAProgramLeavesBehind_EndsWithItsAgent_WhenTheControllerIsHeardNoMore(string launch)
    {
        bed.Require();
        using var output = new TempFolder();
        var sleeper = bed.CopyOf("/bin/sleep");
        using var run = bed.Start(Words(output, launch, $"[/bin/sh, -c, \"/bin/sh -c '{sleeper} 100; :' & exec {sleeper} 100\"]"));
        await Eventually.ShouldBeTrueAsync(() => TestBed.Processes(sleeper).Length == 6, "each has a child, and a child's child");

        run.Signal("STOP");
        try
        {
            await Eventually.ShouldBeTrueAsync(() => TestBed.Processes(sleeper).Length + bed.Agents().Length == 0, "nothing is left");
        }
        finally
        {
            run.Signal("KILL");
        }
    }

    private Task<HarnessProgram.Ended> RunAsync(TempFolder output, string launch, string command) =>
        bed.RunAsync(Words(output, launch, command));

    private string[] Words(TempFolder output, string launch, string command) =>
    [
        "run", bed.Write($"{{ name: a-program, server: {{}}, client: {{ command: {command} }} }}"), "--hosts", bed.Inventory(launch),
        "--quiet", "--out", output.Path,
    ];
}
