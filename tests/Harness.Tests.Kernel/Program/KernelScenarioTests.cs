namespace Harness.Tests.Kernel.Program;

/// <summary>What the kernel does with closed connections, and which settings change it: exact on any Linux that this runs on.</summary>
public sealed class KernelScenarioTests
{
    private static readonly string Scenarios = Path.GetDirectoryName(HarnessProgram.Scenario("kernel/client-runs-out-of-ports"))!;

    public static TheoryData<string> Names { get; } = [.. Directory.GetFiles(Scenarios, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scenario_MeetsItsExpectations(string name)
    {
        using var folder = new TempFolder();

        (await HarnessProgram.RunAsync("run", Path.Combine(Scenarios, $"{name}.yaml"), "--quiet", "--out", folder.Path)).ShouldExitWith(0);
    }
}
