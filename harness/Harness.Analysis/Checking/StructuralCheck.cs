using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Analysis.Checking;

/// <summary>Compares a structural figure with its bound: exactly in every round, or as a share of all rounds together.</summary>
internal static class StructuralCheck
{
    /// <summary>Judges one figure.</summary>
    /// <param name="figure">One that a baseline may hold under <c>structural</c>.</param>
    /// <param name="bound">The baseline's.</param>
    /// <param name="measured">What was measured.</param>
    public static MetricCheck Judge(Figure figure, Bound bound, Measurement measured)
    {
        var rounds = measured.Trials.Select(t => BaselineFigures.CountIn(t, figure)).ToList();
        var because = Because(figure, measured);
        return rounds.Exists(r => r.Value is null) ? NotMeasured(figure, bound, rounds)
            : bound.Is is { } value ? Exactly(figure, value, rounds, because)
            : Between(figure, bound.From ?? 0, bound.To ?? 1, rounds, because);
    }

    /// <summary>The scenario's own expectations, which must hold in every round whatever the baseline says.</summary>
    public static IEnumerable<MetricCheck> Expectations(Measurement measured) => measured.Trials
        .SelectMany(t => t.Summary.Expectations)
        .GroupBy(e => e.Text, StringComparer.Ordinal)
        .Select(rounds =>
        {
            var missed = rounds.Where(e => !e.Passed).ToList();
            var actual = ExpectationText.Found(missed.Count > 0 ? missed[0] : rounds.First());
            return Result($"expect: {rounds.Key}", missed.Count == 0, rounds.Key, actual, missed.Count == 0
                ? $"expected {rounds.Key}: it is {actual}"
                : $"expected {rounds.Key}: it is {actual}, in {missed.Count} of {Format.Counted(rounds.Count(), "round")}");
        });

    // What cannot be seen any more may have moved: a check that is silent about it would be worth nothing.
    private static MetricCheck NotMeasured(Figure figure, Bound bound, List<Counted> rounds) => Result(
        figure.Key,
        isPassed: false,
        Expected(figure, bound, isShare: rounds.Exists(r => r.Of > 0)),
        Format.NotMeasured,
        $"{figure.Key} was not measured, in {rounds.Count(r => r.Value is null)} of {Format.Counted(rounds.Count, "round")}");

    private static MetricCheck Exactly(Figure figure, double value, List<Counted> rounds, string because)
    {
        // The round that is furthest off says what moved.
        var worst = rounds.MaxBy(r => Math.Abs(r.Value!.Value - value));
        var off = rounds.Count(r => r.Value != value);
        var change = worst.Value!.Value - value;
        var (expected, actual) = (Exact(figure, value), ActualOf(figure, worst));
        return Result(figure.Key, off == 0, expected, actual, off == 0
            ? $"{figure.Key} is {expected}, as it was"
            : $"{figure.Key} moved from {expected} to {actual} ({(change > 0 ? "+" : "")}{Format.Number(change)}), "
                + $"in {off} of {Format.Counted(rounds.Count, "round")}{because}");
    }

    private static MetricCheck Between(Figure figure, double from, double to, List<Counted> rounds, string because)
    {
        var isShare = rounds.Sum(r => r.Of) > 0;
        var value = isShare ? rounds.Sum(r => r.Value!.Value) / rounds.Sum(r => r.Of) : rounds.Average(r => r.Value!.Value);
        var isMissed = value < from || value > to;
        var expected = Expected(figure, new() { From = from, To = to }, isShare);
        var actual = isShare ? Share(value) : Exact(figure, value);
        var distance = value < from ? from - value : value - to;
        var away = isShare ? $"{distance * 100:0.##} points"
            : figure.Unit == FigureUnit.Percent ? $"{Format.Number(distance)} points"
            : Exact(figure, distance);
        return Result(figure.Key, !isMissed, expected, actual, isMissed
            ? $"{figure.Key} moved to {actual}; it was {expected}, so it is {away} too {(value < from ? "low" : "high")}{because}"
            : $"{figure.Key} is {actual}, within {expected}");
    }

    private static MetricCheck Result(string name, bool isPassed, string expected, string actual, string message) => new()
    {
        Name = name,
        Kind = MetricKind.Structural,
        Outcome = isPassed ? MetricOutcome.Passed : MetricOutcome.Missed,
        Expected = expected,
        Actual = actual,
        Message = message,
    };

    private static string Because(Figure figure, Measurement measured)
    {
        var errors = measured.Trials.SelectMany(t => t.Summary.Connections.Errors).GroupBy(e => e.Key)
            .Select(g => $"{g.Key} {Format.Count(g.Sum(e => e.Value))}")
            .ToList();
        return figure.Key != "connections.failed" || errors.Count == 0 ? "" : $" ({string.Join(", ", errors)})";
    }

    private static string Expected(Figure figure, Bound bound, bool isShare) => bound.Is is { } value ? Exact(figure, value)
        : isShare ? $"{Share(bound.From ?? 0)} to {Share(bound.To ?? 1)} {figure.PartOf!.Words}"
        : $"{Exact(figure, bound.From ?? 0)} to {Exact(figure, bound.To ?? 1)}";

    private static string ActualOf(Figure figure, Counted counted)
    {
        var value = Exact(figure, counted.Value!.Value);
        return counted.Of == 0 ? value : $"{value} of {Format.Counted(counted.Of, "connection")}";
    }

    // Bytes are not rounded to KiB here: a bound is met exactly or not at all.
    private static string Exact(Figure figure, double value) => figure.Unit switch
    {
        FigureUnit.Percent => $"{Format.Number(value)} %",
        FigureUnit.Bytes => $"{Format.Number(value)} bytes",
        _ => Format.Number(value),
    };

    private static string Share(double share) => $"{share * 100:0.##} %";
}
