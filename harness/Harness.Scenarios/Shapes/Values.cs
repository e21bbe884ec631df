using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Scenarios.Options;

namespace Harness.Scenarios.Shapes;

/// <summary>The shapes of single values.</summary>
internal static partial class Values
{
    /// <summary>A decimal fraction as text, for schemas.</summary>
    public const string Decimal = @"^[0-9]*\.?[0-9]*$";

    public static Shape<bool> Flag { get; } = new ValueShape<bool>(
        "true or false",
        text => text switch { "true" => true, "false" => false, _ => null },
        flag => flag ? "true" : "false",
        () => SchemaNodes.OneOf(["true", "false"]));

    /// <summary>A delay, which may be none.</summary>
    public static Shape<TimeSpan> Delay { get; } = Duration(TimeSpan.Zero, TimeSpan.FromHours(1));

    /// <summary>How long something is waited for.</summary>
    public static Shape<TimeSpan> Wait { get; } = Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));

    /// <summary>SO_LINGER's time, which the kernel takes in seconds; 0 of them would be a reset.</summary>
    public static Shape<TimeSpan> LingerTime { get; } = new ValueShape<TimeSpan>(
        "whole seconds from 1s to 1h, as SO_LINGER takes them, such as 1s ('reset' is what 0 does)",
        text => DurationText.TryParse(text) is { TotalSeconds: >= 1 and <= 3600 } time && time.Ticks % TimeSpan.TicksPerSecond == 0
            ? time
            : null,
        DurationText.Format,
        () => SchemaNodes.Word(DurationText.Pattern));

    public static Shape<string> Text { get; } = new TextShape<string>("text", text => text, text => text, () => SchemaNodes.Text);

    public static Shape<string> Name { get; } = new TextShape<string>(
        "a name of letters, digits, '-', '_' and '.', at most 80 long, beginning with a letter or digit",
        text => NamePattern().IsMatch(text) ? text : null,
        text => text,
        () => SchemaNodes.Pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"));

    /// <summary>A name that becomes a part of a figure's key, which an expectation can name.</summary>
    public static Shape<string> PartOfKey { get; } = new TextShape<string>(
        "letters, digits and '_', a letter first, at most 40",
        text => IsPartOfKey(text) ? text : null,
        text => text,
        () => SchemaNodes.Pattern("^[A-Za-z][A-Za-z0-9_]{0,39}$"));

    public static Shape<string> Claim { get; } = new TextShape<string>(
        "a claim's id such as C02",
        text => ClaimPattern().IsMatch(text) ? text : null,
        text => text,
        () => SchemaNodes.Word("^[A-Z][0-9]{2}$"));

    /// <summary>A sysctl's name below net.ipv4 or net.core.</summary>
    public static Shape<string> Setting { get; } = new TextShape<string>(
        "the name of a setting below net.ipv4 or net.core, such as tcp_tw_reuse_delay",
        text => SysctlName.IsWellFormed(text) ? text : null,
        text => text,
        () => SchemaNodes.Word("^[a-z][a-z0-9_]{1,60}$"));

    public static Shape<ContentLength> ContentLength { get; } = new TextShape<ContentLength>(
        "exact, missing, 'larger by N' or 'smaller by N'",
        ParseContentLength,
        length => length.ToString(),
        () => SchemaNodes.Word("^(exact|missing|(larger|smaller) by [0-9]{1,9})$"));

    /// <summary>A whole number within bounds, digits only.</summary>
    public static Shape<int> Whole(int least, int most) => new ValueShape<int>(
        $"a whole number from {least} to {most}",
        text => WholeNumber(text) is { } number && number >= least && number <= most ? (int)number : null,
        number => number.ToString(CultureInfo.InvariantCulture),
        () => SchemaNodes.Number("integer", least, most, "^[0-9]+k?$"));

    // 10k is 10000, as people write loads.
    private static long? WholeNumber(string text) => text is [.., 'k'] ? Digits(text[..^1]) * 1000 : Digits(text);

    private static long? Digits(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A share of a whole, as a decimal fraction.</summary>
    public static Shape<double> Share(double least, double most) => new ValueShape<double>(
        $"a share from {Plain(least)} to {Plain(most)}, such as 0.01 for one in a hundred",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share >= least
            && share <= most
            ? share
            : null,
        Plain,
        () => SchemaNodes.Number("number", least, most, Decimal));

    // Without an exponent, which is not read back: 0.00005, not 5E-05.
    private static string Plain(double share) =>
        decimal.Parse(share.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);

    /// <summary>A duration with a unit, within bounds.</summary>
    public static Shape<TimeSpan> Duration(TimeSpan least, TimeSpan most) => new ValueShape<TimeSpan>(
        $"a duration with its unit (us, ms, s, m or h), from {DurationText.Format(least)} to {DurationText.Format(most)}, "
            + "such as 400us or 30s",
        text => DurationText.TryParse(text) is { } duration && duration >= least && duration <= most ? duration : null,
        DurationText.Format,
        () => SchemaNodes.Word(DurationText.Pattern));

    /// <summary>One of an enum's words.</summary>
    public static Shape<T> Word<T>(params (string Word, T Value)[] words)
        where T : struct, Enum
        => new WordShape<T>(words);

    /// <summary>Whether <see cref="PartOfKey"/> takes it.</summary>
    public static bool IsPartOfKey(string text) =>
        text.Length is >= 1 and <= 40 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static ContentLength? ParseContentLength(string text)
    {
        var match = LengthPattern().Match(text);
        return text switch
        {
            "exact" => Harness.Scenarios.Options.ContentLength.Exact,
            "missing" => Harness.Scenarios.Options.ContentLength.Missing,
            _ when match.Success && int.TryParse(match.Groups["bytes"].ValueSpan, out var n) && n > 0
                => new ContentLength(IsPresent: true, match.Groups["way"].Value == "larger" ? n : -n),
            _ => null,
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}\z", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Z][0-9]{2}\z", RegexOptions.None, 1000)]
    private static partial Regex ClaimPattern();

    [GeneratedRegex(@"^(?<way>larger|smaller) by (?<bytes>[0-9]{1,9})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LengthPattern();
}
