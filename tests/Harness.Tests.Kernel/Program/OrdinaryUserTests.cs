using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>Without root: namespaces through a user namespace, with the same results.</summary>
public sealed class OrdinaryUserTests
{
    [Theory]
    [InlineData("server-closes-first", 1000, 0)]
    [InlineData("client-closes-first", 0, 1000)]
    [InlineData("client-closes-first", 0, 1000, "--set", "link.rtt=1ms")]
    public async Task AnOrdinaryUser_GetsTheSameCountsAsRoot(string scenario, long server, long client, params string[] settings)
    {
        ThrowAwayUser.RequireRoot();
        using var folder = new TempFolder();
        var yaml = folder.Write("scenario.yaml", File.ReadAllText(HarnessProgram.Scenario(scenario)));
        var results = Path.Combine(folder.Path, "results");
        var executable = await ThrowAwayUser.MoveInAsync(folder);

        using var program = HarnessProgram.Start(
            ["run", yaml, "--quiet", "--out", results, .. settings], ThrowAwayUser.Prefix, executable);
        (await program.EndAsync()).ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(results);
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((server, client));
        (trial.ClosedFirst.Server, trial.ClosedFirst.Client).ShouldBe((server, client));
        trial.ClosedFirst.Source.ShouldBe(settings.Length == 0 ? ClosedFirstSource.Census : ClosedFirstSource.Segments);
        File.ReadAllText(Path.Combine(RunResult.Folder(results), "environment.json")).ShouldContain("\"is_root\": false");
    }
}
