namespace Harness.Tests.Kernel.Program;

/// <summary>What the kernel does with closed connections, and which settings change it: exact on any Linux that this runs on.</summary>
public sealed class KernelScenarioTests
{
    [Fact]
    public async Task EveryScenario_MeetsItsExpectations()
    {
        using var folder = new TempFolder();
        var scenarios = Path.GetDirectoryName(HarnessProgram.Scenario("kernel/client-runs-out-of-ports"))!;

        (await HarnessProgram.RunAsync("run", scenarios, "--quiet", "--out", folder.Path)).ShouldExitWith(0);

        Directory.GetDirectories(folder.Path).Length.ShouldBe(Directory.GetFiles(scenarios).Length);
    }
}
