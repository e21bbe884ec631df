using System.Globalization;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Witness;

/// <summary>
/// What the program says of random scenarios is what a capture of the same segments says, read by other code.
/// HARNESS_WITNESS_RUNS=500 draws as many.
/// </summary>
public sealed class WitnessTests
{
    private static readonly int Runs =
        int.TryParse(Environment.GetEnvironmentVariable("HARNESS_WITNESS_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 15;

    private static readonly int FirstSeed =
        int.TryParse(Environment.GetEnvironmentVariable("HARNESS_WITNESS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    [Fact]
    public async Task RandomScenarios_AreAsTheWireSays()
    {
        var judged = 0;
        List<string> wrong = [];
        for (var seed = FirstSeed; judged < Runs && seed < FirstSeed + (4 * Runs); seed++)
        {
            using var folder = new TempFolder();
            var text = new RandomScenario(seed).Next();
            var file = Path.Combine(folder.Path, "drawn.yaml");
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results")).FullName;
            var ended = await HarnessProgram.RunAsync("run", file, "--quiet", "--out", results);
            if (ended.ExitCode == 2)
            {
                continue;
            }

            ended.ShouldExitWith(0);
            judged++;
            var seen = WireWitness.Of(Path.Combine(RunResult.Folder(results), "link.pcap")).Ends();
            var said = WireWitness.Said(RunResult.OnlyTrial(results));
            if (seen != said)
            {
                wrong.Add($"seed {seed}: the wire {seen}, the program {said}, (server, client, both, reset, open; entered)\n{text}\n");
            }
        }

        judged.ShouldBe(Runs);
        wrong.ShouldBeEmpty();
    }
}
