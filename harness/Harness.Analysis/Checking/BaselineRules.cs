using Harness.Analysis.Results;

namespace Harness.Analysis.Checking;

/// <summary>What must hold in a baseline beyond its form.</summary>
public static class BaselineRules
{
    /// <summary>What does not hold, each with the keys that lead to it.</summary>
    public static IEnumerable<Mistake> Broken(Baseline baseline, string scenario)
    {
        if (baseline.Scenario != scenario)
        {
            yield return new(["scenario"], $"is the baseline of '{baseline.Scenario}', not of '{scenario}'");
        }

        if (baseline.Format < 1)
        {
            yield return new(["format"], $"there is no format {baseline.Format}; this program writes {Baseline.NewestFormat}");
        }

        if (baseline is { Structural.Count: 0, Speed: null })
        {
            yield return new(["structural"], "holds no metric, so every run would pass; make it again with --update");
        }

        foreach (var (name, bound) in baseline.Structural)
        {
            if (BaselineFigures.WhyNotStructural(name) is { } whyNot)
            {
                yield return new(["structural", name], whyNot);
            }
            else if (bound is null || !IsWhole(bound))
            {
                yield return new(["structural", name], $"'{name}' needs either \"is\", or \"from\" and \"to\" with the smaller one first");
            }
        }

        foreach (var mistake in Broken(baseline.Speed))
        {
            yield return mistake;
        }
    }

    private static bool IsWhole(Bound bound) => bound switch
    {
        { Is: not null } => bound is { From: null, To: null },
        _ => bound.From <= bound.To,
    };

    private static IEnumerable<Mistake> Broken(SpeedBaseline? speed)
    {
        if (speed is null)
        {
            yield break;
        }

        if (speed.Margin is not (> 0 and < 1))
        {
            yield return new(["speed", "margin"], "\"margin\" must be above 0 and below 1, such as 0.1 for 10 %");
        }

        foreach (var (name, ratios) in speed.Ratios)
        {
            if (BaselineFigures.WhyNotSpeed(name) is { } whyNot)
            {
                yield return new(["speed", "ratios", name], whyNot);
            }
            else if (ratios is null or { Count: 0 } || ratios.Any(r => r is not > 0))
            {
                yield return new(["speed", "ratios", name], $"'{name}' needs a list of ratios above 0");
            }
        }
    }

    /// <summary>A mistake and where it is.</summary>
    /// <param name="Path">Keys from the top.</param>
    /// <param name="Message">For the user.</param>
    public sealed record Mistake(IReadOnlyList<string> Path, string Message);
}
