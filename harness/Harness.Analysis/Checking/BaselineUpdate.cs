using Harness.Analysis.Results;
using Harness.Analysis.Statistics;

namespace Harness.Analysis.Checking;

/// <summary>Makes a baseline from measurements, and renews one: an entry that still holds is left as it is, so that a diff shows only what moved.</summary>
public static class BaselineUpdate
{
    private const double Margin = 0.1;

    // Rounds vary by more than chance alone makes them, and a busy machine's more than an idle one's.
    private const double Tolerance = 0.05;
    private const double Confidence = 0.999;

    /// <summary>The baseline of <paramref name="measured"/>.</summary>
    /// <param name="measured">At least one round; with speed rounds the baseline has a speed section.</param>
    /// <param name="old">The one that it replaces, or null. A key that the old one leaves out stays out, and so does an absent speed section.</param>
    public static Baseline Of(Measurement measured, Baseline? old)
    {
        var isSamePlace = old is not null && !old.Environment.DifferencesTo(measured.Environment).Any();
        return new()
        {
            Scenario = measured.Scenario,
            // It says where the speed was recorded, so it stays with one that stays.
            Environment = measured.Speed.Count == 0 && old?.Speed is not null ? old.Environment : measured.Environment,
            Structural = Structural(measured, old),
            Speed = measured.Speed.Count == 0 ? old?.Speed : Speed(measured, isSamePlace ? old?.Speed : null, old?.Speed?.Margin ?? Margin),
        };
    }

    private static SortedDictionary<string, Bound> Structural(Measurement measured, Baseline? old)
    {
        var bounds = new SortedDictionary<string, Bound>(StringComparer.Ordinal);
        var names = measured.Trials.SelectMany(t => StructuralMetrics.Of(t).Keys).Distinct(StringComparer.Ordinal);
        foreach (var name in old is null ? names : names.Where(n => old.Structural.ContainsKey(n) || !StructuralMetrics.Names.Contains(n)))
        {
            var kept = old?.Structural.GetValueOrDefault(name);
            if (kept is not null && StructuralCheck.Judge(name, kept, measured).Outcome == MetricOutcome.Passed)
            {
                bounds[name] = kept;
            }
            else if (BoundOf([.. measured.Trials.Select(t => StructuralMetrics.Of(t, name))]) is { } bound)
            {
                bounds[name] = bound;
            }
        }

        return bounds;
    }

    private static Bound? BoundOf(List<Counted> rounds)
    {
        if (rounds.Select(r => r.Value).Distinct().Count() == 1)
        {
            return new() { Is = rounds[0].Value };
        }

        if (rounds.Exists(r => r.Of == 0))
        {
            // How many connections a load of some duration opens is a speed; requests on one are not.
            return rounds.Exists(r => r.Value != Math.Floor(r.Value)) ? new() { From = Down(rounds.Min(r => r.Value) * (1 - Margin)), To = Up(rounds.Max(r => r.Value) * (1 + Margin)) } : null;
        }

        var shares = rounds.Select(r => r.Value / r.Of).Distinct().ToList();
        if (shares.Count == 1)
        {
            return new() { From = shares[0], To = shares[0] };
        }

        var intervals = rounds.Select(r => ShareInterval.Wilson((long)Math.Min(r.Value, r.Of), r.Of, Confidence)).ToList();
        return new() { From = Down(Math.Max(0, intervals.Min(i => i.Low) - Tolerance)), To = Up(Math.Min(1, intervals.Max(i => i.High) + Tolerance)) };
    }

    private static SpeedBaseline Speed(Measurement measured, SpeedBaseline? old, double margin)
    {
        var ratios = new SortedDictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var metric in SpeedMetric.All.Where(m => old is null || old.Ratios.ContainsKey(m.Name)))
        {
            var now = metric.Ratios(measured.Speed);
            var then = old?.Control == measured.Control ? old.Ratios.GetValueOrDefault(metric.Name) : null;
            if (now.Count > 0)
            {
                ratios[metric.Name] = then is not null && HasNotMoved(metric, then, now) ? then : now;
            }
        }

        return new() { Control = measured.Control, Margin = margin, Ratios = ratios };
    }

    // As long, so that --repeat can lengthen a baseline; and neither slower nor faster beyond chance.
    private static bool HasNotMoved(SpeedMetric metric, IReadOnlyList<double> then, IReadOnlyList<double> now) => then.Count == now.Count
        && SpeedCheck.Worse(metric, 0, then, now) > 0.01
        && SpeedCheck.Worse(metric, 0, now, then) > 0.01;

    private static double Down(double value) => Math.Floor(value * 1000) / 1000;

    private static double Up(double value) => Math.Ceiling(value * 1000) / 1000;
}
