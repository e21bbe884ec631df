namespace Harness.Benchmarks;

/// <summary>One quantity, measured on both sides in each of several rounds.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Target">The ratio that ours to theirs must not exceed.</param>
internal sealed record Comparison(string Name, double Target)
{
    private readonly List<double> ours = [];
    private readonly List<double> theirs = [];

    /// <summary>The median of the rounds' ratios: what disturbs a round disturbs both of its sides.</summary>
    internal double Ratio => Median(ours.Zip(theirs, (our, their) => our / their));

    internal static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    internal static double Quantile(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(quantile * sorted.Count))];
    }

    internal void Add(double our, double their)
    {
        ours.Add(our);
        theirs.Add(their);
    }

    /// <summary>Prints a line for each.</summary>
    /// <returns>The exit code: 1 when a target was missed.</returns>
    internal static int Report(string unit, IReadOnlyList<Comparison> comparisons)
    {
        Console.WriteLine(
            $"| {"medians in " + unit,-34} | {"ours",10} | {"theirs",10} | {"ratio",7} | {"per round",-17} | {"target",7} |        |");
        Console.WriteLine(
            $"| {new string('-', 34)} | {new string('-', 9)}: | {new string('-', 9)}: "
            + $"| {new string('-', 6)}: | {new string('-', 17)} | {new string('-', 6)}: | ------ |");
        foreach (var c in comparisons)
        {
            var ratios = c.ours.Zip(c.theirs, (our, their) => our / their).ToList();
            Console.WriteLine(
                $"| {c.Name,-34} | {Median(c.ours),10:F1} | {Median(c.theirs),10:F1} | {c.Ratio,7:F3} " +
                $"| {$"{ratios.Min():F3} to {ratios.Max():F3}",-17} | {c.Target,7:F2} | {(c.Ratio <= c.Target ? "OK" : "MISSED"),-6} |");
        }

        return comparisons.All(c => c.Ratio <= c.Target) ? 0 : 1;
    }
}
