using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>Real clients and servers as children of an agent: in its namespaces, measured by its sampler, ended with it.</summary>
public sealed class ToolTests
{
    public static TheoryData<string, string> Scenarios => new()
    {
        { "curl-one-by-one", "curl" },
        { "siege-against-a-patient-server", "siege" },
        { "ab-against-a-waiting-server", "ab" },
        { "wrk-against-a-patient-server", "wrk" },
        { "nginx-under-siege", "nginx siege" },
        { "nginx-keep-alive-under-curl", "nginx curl" },
        { "nginx-lingering-under-ab", "nginx ab" },
        { "lighttpd-under-siege", "lighttpd siege" },
        { "lighttpd-keep-alive-under-curl", "lighttpd curl" },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task AScenarioOfRealTools_MeetsItsExpectations_AndKeepsTheirVersionsAndOutput(string scenario, string tools)
    {
        Installed(tools);
        using var folder = new TempFolder();

        (await HarnessProgram.RunAsync("run", HarnessProgram.Scenario($"tools/{scenario}"), "--quiet", "--out", folder.Path))
            .ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(folder.Path);
        trial.ClosedFirst.Unknown.ShouldBe(0);
        (trial.Connections.Opened - trial.Connections.Accepted).ShouldBe(0);
        trial.Client.Program.ShouldNotBeNull().ExitCodes.Keys.ShouldBe(["0"]);
        trial.Client.Program.CpuSeconds.ShouldBeGreaterThan(0);
        var environment = File.ReadAllText(Path.Combine(RunResult.Folder(folder.Path), "environment.json"));
        foreach (var tool in tools.Split(' '))
        {
            environment.ShouldMatch($"\"{tool}\": \".*[0-9]+\\.[0-9]+.*\"");
        }
    }

    [Fact]
    public async Task TheArticlesTable_WithARoundTrip_HasItsThreeRegimes()
    {
        Installed("curl ab");
        using var folder = new TempFolder();

        // Longer than the scenario's 20 ms, so that a busy machine's own delays do not decide.
        (await HarnessProgram.RunAsync(
            "run", HarnessProgram.Scenario("documents/how-long-with-a-round-trip"), "--quiet", "--out", folder.Path,
            "--set", "link.rtt=200ms", "--set",
            "sweep={client: [{name: curl, command: [curl, -s, -o, /dev/null, '{url}'], times: 20, copies: 5}, "
            + "{name: ab, command: [ab, -q, -n, '20', -c, '5', '{url}']}], "
            + "server.close.after: [100ms, 500ms]}")).ShouldExitWith(0);

        var curves = ShareCurve.Of(RunResult.Summary(folder.Path).Trials);
        curves.Select(c => c.Parameters["client"]).ShouldBe(["curl", "ab"]);
        curves[0].Points.Select(p => (p.Closed.Both >= 19, p.Closed.Client >= 19)).ShouldBe([(true, false), (false, true)]);
        // ab's surplus connections are its own.
        curves[1].Points.ShouldAllBe(p => p.Closed.Server == 20);
    }

    [Fact]
    public async Task AChromium_IsAClientLikeAnother()
    {
        Installed("chromium");
        using var folder = new TempFolder();

        (await HarnessProgram.RunAsync(
            "run", HarnessProgram.Scenario("documents/how-long-the-server-must-wait"), "--quiet", "--out", folder.Path,
            "--set", "server.close.after=2s", "--set",
            "sweep={client: [{name: Chromium, command: [chromium, --headless, --no-sandbox, --disable-gpu, --disable-dev-shm-usage, "
            + "'--user-data-dir={dir}/profile', --dump-dom, '{url}'], times: 2}]}")).ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(folder.Path);
        trial.Client.Program.ShouldNotBeNull().Output.ShouldContain("hello");
        trial.Client.TimeWait.Entered.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(2);
        trial.Server.TimeWait.Entered.ShouldBe(0);
    }

    [Fact]
    public async Task AProgramThatFails_IsCountedByItsExitCode_AndItsOutputIsKept()
    {
        var trial = await RunAsync("command: [sh, -c, 'echo to {host} at {port}; exit 7'], times: 3");

        // It never tried to connect: its runs are no connections.
        (trial.Connections.Opened, trial.Connections.Failed, trial.Connections.Errors.Count).ShouldBe((0, 0, 0));
        trial.Client.Program.ShouldNotBeNull().Output.ShouldBe(string.Concat(Enumerable.Repeat("to 198.18.0.1 at 8080\n", 3)));
        trial.Client.Program.ExitCodes.ShouldBe(new Dictionary<string, long> { ["7"] = 3 });
    }

    [Theory]
    [InlineData("sleep 600 & echo started")]
    [InlineData("setsid sleep 600 > /dev/null 2>&1 & echo started")]
    [InlineData("(trap '' TERM; while :; do sleep 600; done) & echo started")]
    [InlineData("setsid sh -c 'sleep 600 & wait' & echo started")]
    [InlineData("unshare --user --map-root-user --pid --fork sleep 600 & echo started")]
    public async Task WhatAProgramLeavesBehind_IsEnded_AndNobodyWaitsForIt(string script)
    {
        foreach (var network in new[] { "namespaces", "loopback" })
        {
            var mark = $"HARNESS_TEST={Guid.NewGuid()}";
            var trial = await RunAsync($"command: [env, {mark}, sh, -c, \"{script}\"], times: 2", $"network={network}");

            trial.Client.Program.ShouldNotBeNull().LeftBehind.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(2);
            trial.Client.Program.Output.ShouldBe("started\nstarted\n");
            trial.Client.Program.ExitCodes.ShouldBe(new Dictionary<string, long> { ["0"] = 2 });
            trial.Warnings.ShouldContain(w => w.Code == "program_left_processes");
            ProcessTree.With(mark).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task AProgramThatLeavesNothingBehind_SaysSo()
    {
        var trial = await RunAsync("command: [sh, -c, 'sleep 0.01 & wait'], times: 3");

        trial.Client.Program.ShouldNotBeNull().LeftBehind.ShouldBe(0);
        trial.Warnings.ShouldNotContain(w => w.Code == "program_left_processes");
    }

    [Fact]
    public async Task AProgram_FindsItsSignalsAsTheyAreByDefault()
    {
        var trial = await RunAsync("command: [sh, -c, 'grep SigIgn /proc/self/status; yes | head -1; echo {host}:{port}']");

        trial.Client.Program.ShouldNotBeNull().Output.ShouldBe("SigIgn:\t0000000000000000\ny\n198.18.0.1:8080\n");
    }

    [Fact]
    public async Task AProgramThatHangs_IsEndedWhenItsTimeIsUp()
    {
        var trial = await RunAsync("command: [sleep, '600'], timeout: 100ms, times: 2");

        trial.Connections.Errors.ShouldBeEmpty();
        trial.Client.Program.ShouldNotBeNull().TimedOut.ShouldBe(2);
        trial.Client.Program.ExitCodes.ShouldBe(new Dictionary<string, long> { ["143"] = 2 });
    }

    [Fact]
    public async Task WhatAProgramLeavesRunning_EndsWithTheTrial()
    {
        var mark = $"HARNESS_TEST={Guid.NewGuid()}";
        await RunAsync($"command: [env, {mark}, sh, -c, 'setsid sleep 600 < /dev/null > /dev/null 2>&1 &']");

        ProcessTree.With(mark).ShouldBeEmpty();
    }

    [Fact]
    public async Task AServerThatDoesNotListen_EndsWith3_AndSaysWhatItWrote()
    {
        using var folder = new TempFolder();
        var file = folder.Write(
            "x.yaml",
            "name: x\nserver: { command: [sh, -c, 'echo no such configuration; exit 3'] }\nclient: { command: ['true'] }");

        var ended = (await HarnessProgram.RunAsync("run", file, "--quiet", "--out", Path.Combine(folder.Path, "results")))
            .ShouldExitWith(3);

        ended.Error.ShouldContain("'sh' ended with exit code 3 before it listened on port 8080");
        ended.Error.ShouldContain("no such configuration");
    }

    [Theory]
    [InlineData("{ command: [no-such-program] }", "the program 'no-such-program' is not on this machine's PATH")]
    [InlineData("{ command: [/nowhere/siege] }", "the program '/nowhere/siege' is not on this machine's PATH")]
    public async Task AMissingProgram_EndsWith3_BeforeAnythingIsStarted(string client, string expected)
    {
        using var folder = new TempFolder();
        var file = folder.Write("x.yaml", $"name: x\nserver: {{}}\nclient: {client}");
        var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results")).FullName;

        (await HarnessProgram.RunAsync("run", file, "--quiet", "--out", results)).ShouldExitWith(3).Error.ShouldContain(expected);

        Directory.GetFileSystemEntries(results).ShouldBeEmpty();
    }

    private static async Task<TrialSummary> RunAsync(string client, params string[] settings)
    {
        using var folder = new TempFolder();
        var file = folder.Write("x.yaml", $"name: x\nserver: {{}}\nclient: {{ {client} }}");
        string[] set = [.. settings.SelectMany(s => new[] { "--set", s })];
        (await HarnessProgram.RunAsync(["run", file, "--quiet", "--out", Path.Combine(folder.Path, "results"), .. set])).ShouldExitWith(0);
        return RunResult.OnlyTrial(Path.Combine(folder.Path, "results"));
    }

    internal static void Installed(string tools)
    {
        var places = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':');
        foreach (var tool in tools.Split(' '))
        {
            Assert.SkipUnless(
                places.Any(p => File.Exists(Path.Combine(p, tool))),
                $"{tool} is not installed; './run.sh test' as root installs it");
        }
    }
}
