using Harness.Analysis.Results;
using Harness.Reporting;
using Harness.Reporting.Folders;

namespace Harness.Tests.Kernel.Program;

/// <summary>Whatever breaks a run, what was measured is kept and nothing else is left.</summary>
public sealed class FaultTests
{
    // 128 + SIGKILL.
    private const int Killed = 137;
    private const string LongLoad = "load=[{keep_constant: {copies: 4, during: 60s}}]";

    [Theory]
    [InlineData("load", LongLoad)]
    [InlineData("settle", "client.close=never", "sample.every=2s")]
    [InlineData("drain", "sample.until=drained")]
    public async Task AnInterruptInAnyPhase_EndsWith130_AndKeepsWhatWasMeasured(string phase, params string[] settings)
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(Run(folder, settings));
        await RunLog.SaysAsync(folder.Path, RunLog.PhaseBegins, char.ToUpperInvariant(phase[0]) + phase[1..]);
        if (phase == "load")
        {
            await RunLog.LoadGoesOnAsync(folder.Path);
        }

        program.Signal("INT");
        var ended = (await program.EndAsync()).ShouldExitWith(130);

        ended.Output.ShouldContain("INCOMPLETE");
        var summary = RunResult.Summary(folder.Path);
        (summary.Complete, summary.BrokeOff, summary.Verdict).ShouldBe((false, "interrupted", Verdict.None));
        var trial = summary.Trials.ShouldHaveSingleItem();
        trial.Connections.Opened.ShouldNotBeNull().ShouldBeGreaterThan(0);
        trial.Connections.Accepted.ShouldNotBeNull().ShouldBeGreaterThan(0);
        trial.Phases.TakeLast(2).Select(p => p.Phase.ToString().ToLowerInvariant()).ShouldBe([phase, "teardown"]);
        EveryFileParses(folder.Path);
    }

    /// <summary>Its server never listens, so that it prepares until it is interrupted.</summary>
    [Theory]
    [InlineData("its first agent starts", "harness", 2)]
    [InlineData("both agents are there", "harness", 3)]
    [InlineData("it waits for its server to listen", "sleep", 1)]
    public async Task AnInterruptWhileItPrepares_EndsWith130_AndNothingIsLeft(string moment, string process, int count)
    {
        using var folder = new TempFolder();
        var traces = new Traces(folder);
        var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results")).FullName;
        using var program = HarnessProgram.Start(
            ["run", HarnessProgram.Scenario("server-closes-first"), "--out", results, "--set", "server={command: [sleep, '60']}"],
            traces.Prefix);
        await Eventually.ShouldBeTrueAsync(
            () => traces.Processes.Count(name => name.StartsWith(process, StringComparison.Ordinal)) >= count, moment);
        traces.Look();

        program.Signal("INT");

        await program.ExitAsync();
        await traces.ShouldBeGoneAsync();
        (await program.EndAsync()).ShouldExitWith(130).Error.ShouldContain("interrupted before anything was measured");
        Directory.GetFileSystemEntries(results).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnInterruptedLiveView_GivesTheCursorBack()
    {
        using var folder = new TempFolder();
        string[] command = [HarnessProgram.Executable, .. Run(folder, LongLoad)];
        using var terminal = HarnessProgram.Start(
            ["--quiet", "--return", "--command", string.Join(' ', command.Select(c => $"'{c}'")), "/dev/null"], [], "script");
        await terminal.OutputSaysAsync("TIME_WAIT");

        terminal.SignalChild("INT");
        var ended = (await terminal.EndAsync()).ShouldExitWith(130);

        ended.Output.ShouldContain("\u001b[?25l");
        ended.Output.LastIndexOf("\u001b[?25h", StringComparison.Ordinal)
            .ShouldBeGreaterThan(ended.Output.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
        ended.Output.ShouldContain("INCOMPLETE");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AKilledAgent_EndsTheRunWith4_AndTheRestIsKept(int which)
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(Run(folder, LongLoad));
        // The line of second 1: by then connections have been sampled.
        await RunLog.LoadGoesOnAsync(folder.Path);

        HarnessProgram.Signal(ProcessTree.AgentsOf(program.Pid)[which], "KILL");
        (await program.EndAsync()).ShouldExitWith(4);

        var summary = RunResult.Summary(folder.Path);
        summary.Complete.ShouldBeFalse();
        summary.BrokeOff.ShouldNotBeNull().ShouldContain("was killed by signal 9");
        summary.Trials.ShouldHaveSingleItem().Connections.Opened.ShouldNotBeNull().ShouldBeGreaterThan(0);
        EveryFileParses(folder.Path);
    }

    [Fact]
    public async Task AStoppedAgent_IsNoticed_AndEndsTheRunWith4()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(Run(folder, LongLoad));
        await RunLog.LoadGoesOnAsync(folder.Path);

        HarnessProgram.Signal(ProcessTree.AgentsOf(program.Pid)[0], "STOP");
        (await program.EndAsync()).ShouldExitWith(4);

        RunResult.Summary(folder.Path).BrokeOff.ShouldNotBeNull().ShouldContain("has said nothing for");
        EveryFileParses(folder.Path);
    }

    [Fact]
    public async Task ASignalToTheWholeProcessGroup_EndsWith130_AndKeepsTheFiguresOfBothSides()
    {
        using var folder = new TempFolder();
        // setsid(1) makes it the leader of a group, as a shell or a service manager does.
        using var program = HarnessProgram.Start(Run(folder, LongLoad), ["setsid"]);
        await RunLog.LoadGoesOnAsync(folder.Path);

        HarnessProgram.Signal(-program.Pid, "TERM");
        (await program.EndAsync()).ShouldExitWith(130);

        var trial = RunResult.OnlyTrial(folder.Path);
        trial.Connections.Opened.ShouldNotBeNull().ShouldBeGreaterThan(0);
        trial.Server.CpuSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0);
        trial.Client.CpuSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task AnInterruptBetweenTwoScenarios_EndsWith130_AndNamesTheOneThatWasNotRun()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(
            [
                "run", HarnessProgram.Scenario("server-closes-first"), HarnessProgram.Scenario("client-closes-first"),
                "--out", folder.Path, "--set", "expect=[]", "--set", "load=[{keep_constant: {copies: 4, during: 2s}}]",
            ]);
        await program.ErrorSaysAsync(" settle ");

        program.Signal("TERM");
        var ended = (await program.EndAsync()).ShouldExitWith(130);

        ended.Error.ShouldContain("not run: client-closes-first");
        Directory.GetDirectories(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AControllerKilledAtThirtyRandomMoments_LeavesNoProcessNamespaceInterfaceOrFile()
    {
        var random = new Random(20261120);
        var hits = 0;
        for (var round = 1; hits < 30; round++)
        {
            round.ShouldBeLessThan(150, "most kills should meet a living program");
            using var folder = new TempFolder();
            var traces = new Traces(folder);
            var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results")).FullName;
            // Every other time with a link: a third agent.
            string[] link = round % 2 == 0 ? ["--set", "link={rtt: 1ms, pcap: true}"] : [];
            using var program = HarnessProgram.Start(
                ["run", HarnessProgram.Scenario("server-closes-first"), "--out", results, "--set", "sample.connections=true", .. link],
                traces.Prefix);
            await Task.Delay(random.Next(0, 1000), TestContext.Current.CancellationToken);

            traces.Look();
            program.Signal("KILL");
            await program.ExitAsync();
            await traces.ShouldBeGoneAsync();
            hits += (await program.EndAsync()).ExitCode == Killed ? 1 : 0;
            EveryFileParses(results);
        }
    }

    [Fact]
    public async Task APageThatFindsNoRoom_KeepsNothingBack_TheVerdictIsSaidFirst()
    {
        using var folder = new TempFolder();
        var small = Directory.CreateDirectory(Path.Combine(folder.Path, "small")).FullName;
        var kept = Directory.CreateDirectory(Path.Combine(folder.Path, "kept")).FullName;
        using var program = HarnessProgram.Start(
            ["run", HarnessProgram.Scenario("server-closes-first"), "--quiet", "--out", small, "-n", "20"],
            OnADiskOf("256k", small, kept));
        var ended = (await program.EndAsync()).ShouldExitWith(4);

        ended.Output.ShouldContain("PASSED");
        ended.Error.ShouldMatch("No space left on device|the disk is full");
        RunResult.Summary(kept).Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task AFullDisk_EndsTheRunWith4_SaysSo_AndKeepsWhatHadRoom()
    {
        using var folder = new TempFolder();
        var small = Directory.CreateDirectory(Path.Combine(folder.Path, "small")).FullName;
        var kept = Directory.CreateDirectory(Path.Combine(folder.Path, "kept")).FullName;
        using var program = HarnessProgram.Start(
            [
                "run", HarnessProgram.Scenario("server-closes-first"), "--quiet", "--out", small,
                "--set", "sample.connections=true", "--set", LongLoad,
            ],
            OnADiskOf("512k", small, kept));
        var ended = (await program.EndAsync()).ShouldExitWith(4);

        ended.Error.ShouldMatch("No space left on device|the disk is full");
        ended.Error.ShouldNotContain("   at ");
        RunResult.Summary(kept).Complete.ShouldBeFalse();
        EveryFileParses(kept);
        File.ReadAllLines(Path.Combine(RunResult.Folder(kept), "connections.csv")).Length.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("32k")]
    [InlineData("128k")]
    public async Task AFullDisk_LeavesACaptureOfWholeFrames_AndNoTableWithoutItsHead(string size)
    {
        using var folder = new TempFolder();
        var small = Directory.CreateDirectory(Path.Combine(folder.Path, "small")).FullName;
        var kept = Directory.CreateDirectory(Path.Combine(folder.Path, "kept")).FullName;
        using var program = HarnessProgram.Start(
            [
                "run", HarnessProgram.Scenario("server-closes-first"), "--quiet", "--out", small,
                "--set", "sample.connections=true", "--set", "link={rtt: 2ms, pcap: true}",
            ],
            OnADiskOf(size, small, kept));
        (await program.EndAsync()).ShouldExitWith(4);

        EveryFileParses(kept);
        Directory.GetFiles(RunResult.Folder(kept)).ShouldAllBe(f => new FileInfo(f).Length > 0);
        var capture = File.ReadAllBytes(Path.Combine(RunResult.Folder(kept), "link.pcap"));
        var at = 24;
        while (at < capture.Length)
        {
            at += 16 + BitConverter.ToInt32(capture, at + 8);
        }

        at.ShouldBe(capture.Length);
    }

    private static string[] OnADiskOf(string size, string small, string kept) =>
    [
        "unshare", "--user", "--map-root-user", "--mount", "--", "sh", "-c",
        $"mount -t tmpfs -o size={size} tmpfs {small} && \"$@\"; code=$?; cp -r {small}/. {kept}; exit $code", "sh",
    ];

    private static string[] Run(TempFolder folder, params IEnumerable<string> settings) =>
        [
            "run", HarnessProgram.Scenario("server-closes-first"), "--out", folder.Path,
            .. settings.Prepend("client.like=curl").Prepend("server.close=when_client_closes").SelectMany(s => new[] { "--set", s }),
        ];

    // A folder that the run had no time to begin is no result.
    private static void EveryFileParses(string output)
    {
        foreach (var folder in Directory.GetDirectories(output).Where(f => File.Exists(Path.Combine(f, "samples.csv"))))
        {
            RunReader.Load(folder);
            Report.Write(new PlainFolder(folder));
            // A table without a row is a table; the other files are there whole or not at all.
            foreach (var file in Directory.GetFiles(folder).Where(f => !f.EndsWith(".csv", StringComparison.Ordinal)))
            {
                new FileInfo(file).Length.ShouldBeGreaterThan(0, file);
            }
        }
    }
}
