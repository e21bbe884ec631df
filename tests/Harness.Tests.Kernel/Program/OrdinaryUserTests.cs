using System.Diagnostics;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>Without root: namespaces through a user namespace, with the same results.</summary>
public sealed class OrdinaryUserTests
{
    // A number that no account has: nothing is to be made or removed for it.
    private const int Uid = 54_321;

    [Theory]
    [InlineData("server-closes-first", 1000, 0)]
    [InlineData("client-closes-first", 0, 1000)]
    [InlineData("client-closes-first", 0, 1000, "--set", "link.rtt=1ms")]
    public async Task AnOrdinaryUser_GetsTheSameCountsAsRoot(string scenario, long server, long client, params string[] settings)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can become a throw-away user; run the tests as root to run this one");
        using var folder = new TempFolder();
        var (executable, yaml) = Copy(folder, HarnessProgram.Scenario(scenario));
        var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results")).FullName;
        await RunToolAsync("chown", "-R", $"{Uid}:{Uid}", folder.Path);

        using var program = HarnessProgram.Start(
            ["run", yaml, "--quiet", "--out", results, .. settings],
            ["setpriv", "--reuid", $"{Uid}", "--regid", $"{Uid}", "--clear-groups", "--bounding-set=-all", "--"],
            executable);
        (await program.EndAsync()).ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(results);
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((server, client));
        (trial.ClosedFirst.Server, trial.ClosedFirst.Client).ShouldBe((server, client));
        trial.ClosedFirst.Source.ShouldBe(settings.Length == 0 ? ClosedFirstSource.Census : ClosedFirstSource.Segments);
        File.ReadAllText(Path.Combine(RunResult.Folder(results), "environment.json")).ShouldContain("\"is_root\": false");
    }

    // The program's own folder may be below /root, which that user cannot enter.
    private static (string Executable, string Scenario) Copy(TempFolder folder, string scenario)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder.Path, "harness")).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(HarnessProgram.Executable)!))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return (Path.Combine(target, "harness"), folder.Write("scenario.yaml", File.ReadAllText(scenario)));
    }

    private static async Task RunToolAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(tool, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }
}
