using Harness.Analysis.Words;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// An <see cref="Axis"/> as ScottPlot has them, even and numeric: logarithms and names become places, with the ticks written at them.
/// </summary>
/// <param name="Label">What is measured; empty where the ticks say so.</param>
/// <param name="Min">Where it begins, as a place.</param>
/// <param name="Max">Where it ends, as a place; more than <paramref name="Min"/>.</param>
/// <param name="Ticks">Empty where ScottPlot chooses them itself.</param>
internal sealed record LinearAxis(string Label, double Min, double Max, IReadOnlyList<Tick> Ticks)
{
    // Above the highest value, so that it does not touch the frame.
    private const double Headroom = 1.05;

    // Beside the longest bar, for its value.
    private const double HeadroomOfBars = 1.15;

    // Of the length: a mark at the end of an axis is whole.
    private const double Margin = 0.03;

    private bool IsLogarithmic { get; init; }

    /// <summary>The place of each value.</summary>
    public double At(double value) => IsLogarithmic ? Math.Log10(value) : value;

    /// <summary>The X axis of a chart.</summary>
    public static LinearAxis Across(Chart chart)
    {
        var values = chart.Lines
            .SelectMany(l => l.Points).Select(p => p.X)
            .Concat(chart.Bars.SelectMany(b => b.Values).OfType<double>());
        var axis = Of(chart.X, values, HeadroomOfBars);
        return chart.X is Axis.Delays ? axis.WithMargins() : axis;
    }

    /// <summary>The Y axis of a chart.</summary>
    public static LinearAxis Upwards(Chart chart)
    {
        var axis = Of(chart.Y, chart.Lines.SelectMany(l => l.Points).Select(p => p.Y), Headroom);
        return chart.Y is Axis.Percent ? axis.WithMargins() : axis;
    }

    /// <summary>The axis for some values.</summary>
    /// <param name="axis">What it measures.</param>
    /// <param name="values">What is drawn along it; may be empty.</param>
    /// <param name="headroom">How far an axis of counts goes on, as a multiple of the highest value.</param>
    public static LinearAxis Of(Axis axis, IEnumerable<double> values, double headroom) => axis switch
    {
        Axis.Time time => new(time.Label, 0, time.End > 0 ? time.End : 1, []),
        Axis.Percent percent => new(percent.Label is null ? "percent" : $"{percent.Label}, percent", 0, 100, []),
        Axis.Names names => new(
            names.Label ?? "", -0.5, names.Words.Count - 0.5, [.. names.Words.Select((word, place) => new Tick(place, word))]),
        Axis.Delays delays => new("delay", Math.Log10(delays.Edge), Math.Log10(Math.Max(delays.End, delays.Edge * 10)), Delays(delays))
        {
            IsLogarithmic = true,
        },
        Axis.Durations => Durations([.. values]),
        Axis.Counts counts => new(counts.Label, 0, Math.Max(1, headroom * values.Append(counts.Reaches ?? 0).Max()), []),
        Axis.Amounts amounts => new(amounts.Label, 0, amounts.Reaches > 0 ? headroom * amounts.Reaches : 1, []),
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "no such axis"),
    };

    private LinearAxis WithMargins() => this with { Min = Min - (Margin * (Max - Min)), Max = Max + (Margin * (Max - Min)) };

    private static LinearAxis Durations(IReadOnlyCollection<double> values)
    {
        var (first, last) = values.Count == 0
            ? (0, 1)
            : ((int)Math.Floor(Math.Log10(values.Min())), (int)Math.Ceiling(Math.Log10(values.Max())));
        last = Math.Max(last, first + 1);
        return new("duration", first, last, [.. Powers(first, last)]) { IsLogarithmic = true };
    }

    private static List<Tick> Delays(Axis.Delays delays)
    {
        var ticks = Powers((int)Math.Ceiling(Math.Log10(delays.Edge)), (int)Math.Floor(Math.Log10(delays.End))).ToList();
        if (delays.HasZero)
        {
            ticks.RemoveAll(t => t.At == Math.Log10(delays.Edge));
            ticks.Insert(0, new Tick(Math.Log10(delays.Edge), "0"));
        }

        return ticks;
    }

    private static IEnumerable<Tick> Powers(int first, int last) =>
        Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(power => new Tick(power, Format.Duration(Math.Pow(10, power))));
}

/// <summary>What is written along an axis.</summary>
/// <param name="At">The place.</param>
/// <param name="Label">The words.</param>
internal sealed record Tick(double At, string Label);
