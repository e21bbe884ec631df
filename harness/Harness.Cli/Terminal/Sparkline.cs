namespace Harness.Cli.Terminal;

/// <summary>A row of bars, one character each. Two rows are comparable when they share a scale.</summary>
internal static class Sparkline
{
    private const string Bars = " ▁▂▃▄▅▆▇█";

    /// <summary>The newest <paramref name="width"/> of <paramref name="values"/>; a value of <paramref name="scale"/> fills a character, and only 0 is blank.</summary>
    public static string Draw(IReadOnlyList<long> values, int width, long scale)
    {
        var shown = values.Skip(Math.Max(0, values.Count - width));
        return string.Concat(shown.Select(v => Bars[v <= 0 || scale <= 0 ? 0 : (int)Math.Clamp(1 + ((v - 1) * (Bars.Length - 1) / scale), 1, Bars.Length - 1)])).PadLeft(width);
    }
}
