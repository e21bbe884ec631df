using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Analysis.Checking;

/// <summary>Compares a structural metric with its bound: exactly in every round, or as a share of all rounds together.</summary>
internal static class StructuralCheck
{
    public static MetricCheck Judge(string name, Bound bound, Measurement measured)
    {
        var rounds = measured.Trials.Select(t => StructuralMetrics.Of(t, name)).ToList();
        return bound.Is is { } value ? Exactly(name, value, rounds, Because(name, measured)) : Between(name, bound.From ?? 0, bound.To ?? 1, rounds, Because(name, measured));
    }

    /// <summary>The scenario's own expectations, which must hold in every round whatever the baseline says.</summary>
    public static IEnumerable<MetricCheck> Expectations(Measurement measured) => measured.Trials
        .SelectMany(t => t.Expectations)
        .GroupBy(e => e.Text, StringComparer.Ordinal)
        .Select(rounds =>
        {
            var missed = rounds.Where(e => !e.Passed).ToList();
            var actual = Actual(missed.Count > 0 ? missed[0] : rounds.First());
            return Result($"expect: {rounds.Key}", missed.Count == 0, rounds.Key, actual, missed.Count == 0
                ? $"expected {rounds.Key}: it is {actual}"
                : $"expected {rounds.Key}: it is {actual}, in {missed.Count} of {rounds.Count()} rounds");
        });

    private static string Actual(ExpectationResult expectation) => expectation.Actual is { } actual ? Format.Number(actual) : "not measured";

    private static MetricCheck Exactly(string name, double value, List<Counted> rounds, string because)
    {
        // The round that is furthest off says what moved.
        var worst = rounds.MaxBy(r => Math.Abs(r.Value - value));
        var off = rounds.Count(r => r.Value != value);
        var change = worst.Value - value;
        return Result(name, off == 0, Format.Number(value), Shown(worst), off == 0
            ? $"{name} is {Format.Number(value)}, as it was"
            : $"{name} moved from {Format.Number(value)} to {Shown(worst)} ({(change > 0 ? "+" : "")}{Format.Number(change)}), in {off} of {rounds.Count} rounds{because}");
    }

    private static MetricCheck Between(string name, double from, double to, List<Counted> rounds, string because)
    {
        var isCount = rounds.Sum(r => r.Of) > 0;
        var share = isCount ? rounds.Sum(r => r.Value) / rounds.Sum(r => r.Of) : rounds.Average(r => r.Value);
        var isMissed = share < from || share > to;
        var words = isCount ? $"{Share(from)} to {Share(to)} of the connections" : $"{Format.Number(from)} to {Format.Number(to)}";
        var actual = isCount ? Share(share) : Format.Number(share);
        var away = share < from ? from - share : share - to;
        return Result(name, !isMissed, words, actual, isMissed
            ? $"{name} moved to {actual}; it was {words}, so it is {(isCount ? $"{away * 100:0.##} points" : Format.Number(away))} too {(share < from ? "low" : "high")}{because}"
            : $"{name} is {actual}, within {words}");
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

    private static string Because(string name, Measurement measured) => name != "connections.failed" || measured.Trials.All(t => t.Connections.Errors.Count == 0) ? "" : $" ({string.Join(", ", measured.Trials
        .SelectMany(t => t.Connections.Errors).GroupBy(e => e.Key).Select(g => $"{g.Key} {Format.Count(g.Sum(e => e.Value))}"))})";

    private static string Shown(Counted counted) => counted.Of == 0 ? Format.Number(counted.Value) : $"{Format.Number(counted.Value)} of {Format.Count(counted.Of)} connections";

    private static string Share(double share) => $"{share * 100:0.##} %";
}
