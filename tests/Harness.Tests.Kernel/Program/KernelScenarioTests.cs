using Harness.Tests.Kernel.Reporting;

namespace Harness.Tests.Kernel.Program;

/// <summary>
/// What the kernel does with closed connections, and which settings change it. Those that wait for minutes, make tens of thousands of
/// connections or send gigabytes have a ring of their own (tests/run.sh minutes).
/// </summary>
public sealed class KernelScenarioTests
{
    private static readonly string[] Large = ["hundred-thousand-", "an-old-duplicate-", "a-bulk-transfer-", "who-closes-first-"];
    private static readonly string Scenarios = Path.GetDirectoryName(HarnessProgram.Scenario("kernel/client-runs-out-of-ports"))!;

    [Fact]
    public async Task EveryScenario_MeetsItsExpectations()
    {
        var all = Directory.GetFiles(Scenarios, "*.yaml");
        string[] files = [.. all.Where(f => !Large.Any(l => Path.GetFileName(f).StartsWith(l, StringComparison.Ordinal)))];
        using var folder = new TempFolder();

        using var program = HarnessProgram.Start(["run", .. files, "--quiet", "--out", folder.Path]);
        var ended = (await program.EndAsync(TimeSpan.FromMinutes(8))).ShouldExitWith(0);

        // A scenario that this kernel cannot run is skipped, with a word why.
        files.Select(f => Path.GetFileNameWithoutExtension(f)!)
            .ShouldAllBe(name => ended.Output.Contains($"\n{name} ") || ended.Error.Contains($"{name}: skipped"));
        var results = Directory.GetDirectories(folder.Path);
        results.Length.ShouldBe(files.Length - ended.Error.Split(": skipped, ").Length + 1);
        results.SelectMany(r => Agreement.Contradictions(r, ended.Output)).ShouldBeEmpty();
    }
}
