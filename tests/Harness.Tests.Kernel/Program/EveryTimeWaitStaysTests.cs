using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>
/// A server's TIME_WAIT stays where no port of its client comes back. Alone: connect() takes the next port from a table that all
/// namespaces share, and of two that look at once the slower one sets it back (inet_hash_connect).
/// </summary>
[Collection(Alone.Name)]
public sealed class EveryTimeWaitStaysTests
{
    [Fact]
    public async Task AServerThatClosesFirst_HoldsAThousandTimeWaits_AndTheClientNone_TenTimesInARow()
    {
        using var folder = new TempFolder();

        // One at a time: of two connects at once the slower may take the port that the other has just given back.
        (await HarnessProgram.RunAsync(
            "run",
            HarnessProgram.Scenario("server-closes-first"),
            "--quiet",
            "--out",
            folder.Path,
            "--set",
            "repeat=10",
            "--set",
            "load.0.iterations_for_constant.copies=1")).ShouldExitWith(0);

        var trials = RunResult.Summary(folder.Path).Trials;
        trials.Count.ShouldBe(10);
        foreach (var trial in trials)
        {
            (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((1000, 0));
            (trial.Server.TimeWait.Entered, trial.Server.TimeWait.Final).ShouldBe((1000, 1000));
            (trial.Client.TimeWait.Entered, trial.Client.TimeWait.Final).ShouldBe((0, 0));
            trial.ClosedFirst.ShouldBe(new ClosedFirst { Server = 1000, Source = ClosedFirstSource.Census });
        }
    }
}
