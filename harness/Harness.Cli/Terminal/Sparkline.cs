namespace Harness.Cli.Terminal;

/// <summary>A row of bars, one character each. Two rows are comparable when they share a scale.</summary>
internal static class Sparkline
{
    private const string Bars = " ▁▂▃▄▅▆▇█";

    /// <summary>
    /// All of <paramref name="values"/>, evenly thinned to <paramref name="width"/>; <paramref name="scale"/> fills a
    /// character, and only 0 is blank.
    /// </summary>
    public static string Draw(IReadOnlyList<long> values, int width, long scale) =>
        string.Concat(Thinned(values, width).Select(v => Bars[Level(v, scale)])).PadRight(width);

    private static IEnumerable<long> Thinned(IReadOnlyList<long> values, int width) =>
        values.Count <= width ? values : Enumerable.Range(0, width).Select(i => values[(int)((long)i * (values.Count - 1) / (width - 1))]);

    private static int Level(long value, long scale) =>
        value <= 0 || scale <= 0 ? 0 : (int)Math.Clamp(1 + ((value - 1) * (Bars.Length - 1) / scale), 1, Bars.Length - 1);
}
