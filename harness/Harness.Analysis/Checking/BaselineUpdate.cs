using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;

namespace Harness.Analysis.Checking;

/// <summary>
/// Makes a baseline from measurements, and renews one: an entry that still holds is left as it is, so that a diff shows only what moved.
/// </summary>
public static class BaselineUpdate
{
    private const double Margin = 0.1;

    // Rounds vary by more than chance alone makes them, and a busy machine's more than an idle one's.
    private const double Tolerance = 0.05;
    private const double Confidence = 0.999;

    /// <summary>The baseline of <paramref name="measured"/>.</summary>
    /// <param name="measured">At least one round; with speed rounds the baseline has a speed section.</param>
    /// <param name="old">
    /// The one that it replaces, or null. A key that the old one leaves out stays out, one that was added by hand stays in, and an absent
    /// speed section stays absent.
    /// </param>
    public static Baseline Of(Measurement measured, Baseline? old) => new()
    {
        Scenario = measured.Scenario,
        // It says where the speed was recorded, so it stays with one that stays.
        Environment = measured.Speed.Count == 0 && old?.Speed is not null ? old.Environment : measured.Environment,
        Structural = Structural(measured, old),
        Speed = measured.Speed.Count == 0 ? old?.Speed : Speed(measured, old),
    };

    private static SortedDictionary<string, Bound> Structural(Measurement measured, Baseline? old)
    {
        var bounds = new SortedDictionary<string, Bound>(StringComparer.Ordinal);
        foreach (var figure in Wanted(measured, old))
        {
            var kept = old?.Structural.GetValueOrDefault(figure.Key);
            if (kept is not null && StructuralCheck.Judge(figure, kept, measured).Outcome == MetricOutcome.Passed)
            {
                bounds[figure.Key] = kept;
            }
            else if (BoundOf(figure, [.. measured.Trials.Select(t => BaselineFigures.CountIn(t, figure))], kept) is { } bound)
            {
                bounds[figure.Key] = bound;
            }
        }

        return bounds;
    }

    private static IEnumerable<Figure> Wanted(Measurement measured, Baseline? old)
    {
        var always = old is null ? Figures.UsedBy(DefaultUse.Structure) : old.Structural.Keys.Select(Figures.Get);
        var occurred = Figures.Families
            .Where(f => f.DefaultUse.HasFlag(DefaultUse.Structure))
            .SelectMany(f => measured.Trials.SelectMany(f.In));
        return always.Concat(occurred).DistinctBy(f => f.Key);
    }

    /// <summary>What the rounds came to; null for a figure that a baseline should not hold.</summary>
    private static Bound? BoundOf(Figure figure, List<Counted> rounds, Bound? kept)
    {
        if (rounds.Exists(r => r.Value is null))
        {
            // Earlier versions wrote 0 for what was not measured.
            return kept?.Is == 0 ? null : kept;
        }

        List<double> values = [.. rounds.Select(r => r.Value!.Value)];
        if (values.Distinct().Count() == 1)
        {
            var isGone = values[0] == 0 && Figures.Families.Any(f => f.Has(figure.Key));
            return isGone ? null : new() { Is = values[0] };
        }

        if (rounds.Exists(r => r.Of == 0))
        {
            // How many connections a load of some duration opens is a speed; requests on one are not. What somebody added by hand is
            // wanted.
            var isSpeed = figure.DefaultUse.HasFlag(DefaultUse.Structure) && values.TrueForAll(v => v == Math.Floor(v));
            return isSpeed ? null : new() { From = Down(values.Min() * (1 - Margin)), To = Up(values.Max() * (1 + Margin)) };
        }

        return ShareOf(rounds);
    }

    private static Bound ShareOf(List<Counted> rounds)
    {
        var shares = rounds.Select(r => r.Value!.Value / r.Of).Distinct().ToList();
        if (shares.Count == 1)
        {
            return new() { From = shares[0], To = shares[0] };
        }

        var intervals = rounds.Select(r => ShareInterval.Wilson((long)Math.Min(r.Value!.Value, r.Of), r.Of, Confidence)).ToList();
        return new()
        {
            From = Down(Math.Max(0, intervals.Min(i => i.Low) - Tolerance)),
            To = Up(Math.Min(1, intervals.Max(i => i.High) + Tolerance)),
        };
    }

    private static SpeedBaseline Speed(Measurement measured, Baseline? old)
    {
        var isSamePlace = old is not null && !old.Environment.DifferencesTo(measured.Environment).Any();
        var comparable = isSamePlace && old!.Speed?.Control == measured.Control ? old.Speed.Ratios : null;
        var ratios = new SortedDictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var figure in old?.Speed?.Ratios.Keys.Select(Figures.Get) ?? Figures.UsedBy(DefaultUse.Speed))
        {
            var now = BaselineFigures.Ratios(figure, measured.Speed);
            var then = comparable?.GetValueOrDefault(figure.Key);
            if (now.Count > 0)
            {
                ratios[figure.Key] = then is not null && HasNotMoved(figure, then, now) ? then : now;
            }
        }

        return new() { Control = measured.Control, Margin = old?.Speed?.Margin ?? Margin, Ratios = ratios };
    }

    // As long, so that --repeat can lengthen a baseline; and neither slower nor faster beyond chance.
    private static bool HasNotMoved(Figure figure, IReadOnlyList<double> then, IReadOnlyList<double> now) => then.Count == now.Count
        && SpeedCheck.Worse(figure, 0, then, now) > 0.01
        && SpeedCheck.Worse(figure, 0, now, then) > 0.01;

    private static double Down(double value) => Math.Floor(value * 1000) / 1000;

    private static double Up(double value) => Math.Ceiling(value * 1000) / 1000;
}
