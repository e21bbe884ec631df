using System.Globalization;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Words;

/// <summary>Numbers for people.</summary>
public static class Format
{
    /// <summary><c>28,232</c>, as ECharts groups digits too.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A figure that may have a fraction.</summary>
    public static string Number(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>Microseconds in the unit that suits them.</summary>
    public static string Duration(double microseconds) => microseconds switch
    {
        < 1_000 => FormattableString.Invariant($"{microseconds:0.#} µs"),
        < 1_000_000 => FormattableString.Invariant($"{microseconds / 1_000:0.##} ms"),
        _ => FormattableString.Invariant($"{microseconds / 1_000_000:0.##} s"),
    };

    /// <summary>Bytes in KiB, MiB or GiB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        0 => "0",
        < 1L << 20 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KiB"),
        < 1L << 30 => FormattableString.Invariant($"{bytes / (double)(1L << 20):0.#} MiB"),
        _ => FormattableString.Invariant($"{bytes / (double)(1L << 30):0.#} GiB"),
    };

    /// <summary>The side's name in a sentence.</summary>
    public static string Word(Side side) => side == Side.Server ? "server" : "client";
}
