using System.Globalization;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Witness;

/// <summary>
/// What the program says of random scenarios is what its witness says, which reads the segments of both ends with code of its own.
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
        var (judged, connections) = (0, 0L);
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
            var trial = RunResult.Unjudged(results).Trials.ShouldHaveSingleItem();
            if (trial.Witness is not { Disagreed: 0, Missed: 0 } || trial.Warnings.Any(w => w.Code == "invariant_broken"))
            {
                var said = trial.Witness!.Disagreements.Concat(trial.Warnings.Select(w => w.Text));
                wrong.Add($"seed {seed}: {string.Join("; ", said)}\n{text}\n");
            }

            connections += trial.Witness!.Connections;
        }

        judged.ShouldBe(Runs);
        connections.ShouldBeGreaterThan(10 * Runs, "a witness of nothing proves nothing");
        wrong.ShouldBeEmpty();
    }
}
