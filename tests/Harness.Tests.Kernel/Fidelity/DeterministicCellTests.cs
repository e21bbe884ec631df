using Harness.Fidelity;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Fidelity;

/// <summary>
/// The cells of docs/fidelity.md in which the server does not race and that take no second: the real tool and the profile that
/// imitates it meet the same servers, which close after 50 ms. The whole matrix is measured by <c>Harness.Benchmarks -- fidelity</c>.
/// </summary>
[Collection(Alone.Name)]
public sealed class DeterministicCellTests
{
    [Theory]
    [InlineData("curl")]
    [InlineData("siege")]
    [InlineData("ab")]
    [InlineData("wrk")]
    public async Task AProfile_ClosesConnectsAndFailsAsItsToolDoes_AndSendsTheSameBytes(string tool)
    {
        ToolTests.Installed(tool);
        using var folder = new TempFolder();
        string[] shorter = tool == "wrk" ? ["--set", "sweep.client.1.command.6=1s", "--set", "load.0.keep_constant.during=300ms"] : [];
        string[] packets = tool is "curl" or "wrk" ? [HarnessProgram.Scenario($"fidelity/fidelity-{tool}-packets")] : [];

        (await HarnessProgram.RunAsync([
            "run", HarnessProgram.Scenario($"fidelity/fidelity-{tool}"), .. packets, "--quiet", "--out", folder.Path,
            "--set", "server.close={ after: 50ms }", .. shorter])).ShouldExitWith(0);

        var result = ToolResult.ReadAll(folder.Path).ShouldHaveSingleItem();
        result.Pairs.Count.ShouldBe(10);
        result.Pairs.Where(p => !p.Agrees).Select(Words).ShouldBeEmpty();
        result.BuiltInRequest.ShouldBe(result.RealRequest);

        static string Words(Pair pair)
        {
            var (real, builtIn) = (pair.Real[0], pair.BuiltIn[0]);
            return $"{pair.Cell}: {real} against {builtIn}, {string.Join(' ', real.Shares)} against {string.Join(' ', builtIn.Shares)}";
        }
    }
}
