using System.Globalization;
using Harness.Analysis.Catalogue;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Words;

/// <summary>Numbers for people.</summary>
public static class Format
{
    /// <summary>What stands in the place of a value that there is none of.</summary>
    public const string NotMeasured = "not measured";

    /// <summary><c>28,232</c>, as ECharts groups digits too.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The same, or that it was not measured.</summary>
    public static string Count(long? number) => number is { } known ? Count(known) : NotMeasured;

    /// <summary>So many of something: <c>1 connection</c>, <c>2,000 policies</c>, <c>0 delays</c>.</summary>
    public static string Counted(long number, string noun) => $"{Count(number)} {noun switch
    {
        _ when number == 1 => noun,
        [.., 'a' or 'e' or 'o' or 'u', 'y'] => $"{noun}s",
        [.. var stem, 'y'] => $"{stem}ies",
        _ => $"{noun}s",
    }}";

    /// <summary>A number that may have a fraction.</summary>
    public static string Number(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A small number, whatever decimals it has.</summary>
    public static string Fraction(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A value with its unit.</summary>
    public static string Figure(FigureUnit unit, double value) => unit switch
    {
        FigureUnit.Percent => FormattableString.Invariant($"{value:0.##} %"),
        FigureUnit.Seconds => FormattableString.Invariant($"{value:0.##} s"),
        FigureUnit.Milliseconds => Duration(value * 1_000),
        FigureUnit.Microseconds => Duration(value),
        FigureUnit.Bytes => Bytes((long)value),
        // Of few per second, their fractions matter.
        FigureUnit.PerSecond => $"{Number(value < 100 ? value : Math.Round(value))}/s",
        FigureUnit.BytesPerSecond => $"{Bytes((long)value)}/s",
        _ => Number(value),
    };

    /// <summary>A figure of a trial with its unit.</summary>
    public static string Figure(Figure figure, MeasuredTrial trial) =>
        figure.Measured(trial) is { } value ? Figure(figure.Unit, value) : NotMeasured;

    /// <summary>Microseconds in the unit that suits them.</summary>
    public static string Duration(double microseconds) => microseconds switch
    {
        < 1_000 => FormattableString.Invariant($"{microseconds:0.#} µs"),
        < 1_000_000 => FormattableString.Invariant($"{microseconds / 1_000:0.##} ms"),
        _ => FormattableString.Invariant($"{microseconds / 1_000_000:0.##} s"),
    };

    /// <summary>A probability with two digits that matter, however small: <c>0.000054</c>.</summary>
    public static string Probability(double probability)
    {
        var decimals = probability <= 0 ? 2 : Math.Clamp((int)Math.Ceiling(-Math.Log10(probability)) + 1, 2, 15);
        return probability.ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes in KiB, MiB or GiB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        0 => "0",
        < 1L << 20 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KiB"),
        < 1L << 30 => FormattableString.Invariant($"{bytes / (double)(1L << 20):0.#} MiB"),
        _ => FormattableString.Invariant($"{bytes / (double)(1L << 30):0.#} GiB"),
    };

    /// <summary>The side's name in a sentence.</summary>
    public static string Word(Tier tier) => tier == Tier.Server ? "server" : "client";
}
