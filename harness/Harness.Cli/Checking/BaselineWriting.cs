using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Protocol.Contracts;
using Harness.Reporting.Checking;

namespace Harness.Cli.Checking;

/// <summary>What <c>check --update</c> does with what was measured.</summary>
/// <param name="folder">Of the baselines; made when it is missing.</param>
/// <param name="files">Writes them.</param>
internal sealed class BaselineWriting(string folder, IOutputFiles files)
{
    // Beyond this spread a slowdown by a third hides in the noise.
    private const double Noisy = 0.15;

    public ExitCode Write(IReadOnlyList<(Measurement Now, Baseline? Then)> measured)
    {
        using var opened = files.Open(folder);
        foreach (var (now, then) in measured)
        {
            var file = new BaselineFile(BaselineFile.PathOf(folder, now.Scenario), BaselineUpdate.Of(now, then));
            var text = BaselineFile.Text(file.Baseline);
            var isSame = then is not null && BaselineFile.Text(then) == text && File.ReadAllText(file.Path) == text;
            if (!isSame)
            {
                file.Write(opened);
            }

            var speed = file.Baseline.Speed is { } s ? $"{s.Ratios.Count} speed metrics" : "no speed";
            var word = isSame ? "unchanged" : then is null ? "new      " : "changed  ";
            Console.WriteLine($"{word}  {Home.Shown(file.Path)}  ({file.Baseline.Structural.Count} structural metrics, {speed})");
            WarnOfNoise(file.Baseline);
        }

        return ExitCode.Success;
    }

    private static void WarnOfNoise(Baseline baseline)
    {
        foreach (var (name, ratios) in baseline.Speed?.Ratios ?? new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal))
        {
            var (low, middle, high) = (ratios[ratios.Count / 4], Median.Of(ratios), ratios[ratios.Count * 3 / 4]);
            if ((high - low) / middle > Noisy)
            {
                Console.Error.WriteLine(
                    $"warning: {baseline.Scenario}: {name} varies by {(high - low) / middle * 100:0} % "
                    + "(half of the rounds lie that far apart): only large changes will show; "
                    + "give the sides a link, more connections, or a quieter machine");
            }
        }

        var rounds = baseline.Speed?.Ratios.Values.Select(r => r.Count).DefaultIfEmpty(0).Min();
        if (rounds > 0 && RankSum.Smallest(rounds.Value, rounds.Value) > SpeedCheck.FalseAlarmRate)
        {
            Console.Error.WriteLine(
                $"warning: {baseline.Scenario}: {rounds} rounds are too few for any alarm about speed "
                + $"at a false-alarm rate of {SpeedCheck.FalseAlarmRate * 100:0.##} %: use a larger --repeat");
        }
    }
}
