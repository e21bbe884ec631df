using System.Runtime.InteropServices;
using Harness.Cli.Running;

namespace Harness.Tests.Pure.Packing;

/// <summary>Where a program looks for its native agent.</summary>
public sealed class NativeAgentTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ItIsBesideTheProgram() => AgentPrograms.NativeIn(folder.Path).ShouldBe(Path.Combine(folder.Path, "harness-agent"));

    [Fact]
    public void InTheTool_ItIsAmongWhatIsForThisProcessor_AndThatOfAnotherIsNotTaken()
    {
        var own = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "x64" : "arm64";
        var other = own == "x64" ? "arm64" : "x64";
        foreach (var processor in new[] { own, other })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, $"runtimes/linux-{processor}/native"));
        }

        folder.Write($"runtimes/linux-{other}/native/harness-agent", "");
        AgentPrograms.NativeIn(folder.Path).ShouldBe(Path.Combine(folder.Path, "harness-agent"));
        folder.Write($"runtimes/linux-{own}/native/harness-agent", "");
        AgentPrograms.NativeIn(folder.Path).ShouldBe(Path.Combine(folder.Path, $"runtimes/linux-{own}/native/harness-agent"));
    }
}
