using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Scenarios.Options;

/// <summary>Durations as people write them: <c>400us</c>, <c>1.5ms</c>, <c>30s</c>, <c>2m</c>, <c>1h</c>.</summary>
public static partial class DurationText
{
    // From the largest to the smallest, so that the first that divides evenly is the one to write.
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>What a duration looks like, as a JSON schema takes it.</summary>
    internal const string Pattern = @"^[0-9]{1,15}(\.[0-9]{1,6})? ?(us|ms|s|min|m|h)$";

    /// <summary>The duration, or null when the text is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var match = Written().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var number = decimal.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var unit = match.Groups["unit"].Value is "min" ? "m" : match.Groups["unit"].Value;
        var ticks = number * Units.First(u => u.Unit == unit).Ticks;
        return ticks <= TimeSpan.MaxValue.Ticks ? new TimeSpan((long)ticks) : null;
    }

    /// <summary>The shortest text that means the same.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0us";
        }

        var (unit, ticks) = Array.Find(Units, u => duration.Ticks % u.Ticks == 0) is { Unit: not null } even ? even : Units[^1];
        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / ticks}{unit}");
    }

    // As many digits as the longest duration of a scenario has microseconds, and some more. \d would take the digits of every script, and
    // $ would let a line end pass.
    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,6})?) ?(?<unit>us|ms|s|min|m|h)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
