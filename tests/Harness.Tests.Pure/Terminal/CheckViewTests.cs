using Harness.Analysis.Results;
using Harness.Cli.Checking;
using Harness.Cli.Terminal;
using Harness.Controller.Machine;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a person reads after a check, and of the machine.</summary>
public sealed class CheckViewTests
{
    private const string Update = "./run.sh check scenarios/ci --baseline results/baselines --update";

    [Fact]
    public void WhatIsAsItWas_IsALine_AndWhatItsSpeedCameTo()
    {
        var screen = Shown(Judge(Timed(12), Timed(6)));

        screen.Lines[0].ShouldBe("ok      example  15 as before  (6 rounds, 1.5 s)");
        screen.Words.ShouldContain(
            "latency_us.total.p50 (whole connection, median) fell by 2.6 % relative to the control (1.006 to 0.979), no alarm");
        screen.Lines.ShouldContain("ok      1 scenario as in the baselines, 3 s");
        screen.Lines.ShouldContain("        results in results/check");
        screen.Text.ShouldNotContain("--update");
    }

    [Fact]
    public void WhatMoved_IsNamedWithByHowMuch_AndWhatToDoIfThatIsMeant()
    {
        var now = Of(Trial(client: 0, server: 1000), Trial(client: 0, server: 1000));

        var screen = Shown(Judge(Timed(12), now));

        screen.Lines[0].ShouldBe("MISSED  example  4 moved, 9 as before, 2 not judged  (2 rounds, 1.5 s)");
        screen.Words.ShouldContain("The first close moved from the client to the server (1,000 of 1,000 connections)");
        screen.Words.ShouldContain("client.time_wait.entered moved from 1,000 to 0 of 1,000 connections (-1,000), in 2 of 2 rounds");
        screen.Words.ShouldContain("server.time_wait.entered moved from 0 to 1,000 of 1,000 connections (+1,000), in 2 of 2 rounds");
        screen.Words.ShouldContain(
            "skipped latency_us.total.p50, rates.connections_per_second: 0 rounds against 12 of the baseline cannot show anything");
        screen.Words.ShouldContain($"MISSED 1 of 1 scenario moved. If you intended this, update the baselines: {Update}");
    }

    [Fact]
    public void AMachine_IsToldLineByLine_AndWhatToDoBelowWhatIsMissing()
    {
        var screen = Screen.Of(console => FindingsView.Print(
            console,
            [
                new("kernel", FindingState.Good, "Linux 6.18.0", ""),
                new("descriptors", FindingState.Limited, "up to 1024 open files", "more: ulimit -Hn 65536"),
                new("namespaces", FindingState.Missing, "cannot be made: unshare: [Errno 1]", "only 'network: loopback' runs"),
            ]));

        screen.Lines.Take(5).ShouldBe(
        [
            "ok       kernel       Linux 6.18.0",
            "limited  descriptors  up to 1024 open files",
            "                      more: ulimit -Hn 65536",
            "MISSING  namespaces   cannot be made: unshare: [Errno 1]",
            "                      only 'network: loopback' runs",
        ]);
    }

    private static Screen Shown(CheckReport report) => Screen.Of(console => CheckView.Print(console, report, "results/check", Update));
}
