using System.Runtime.InteropServices;
using Harness.Analysis.Catalogue;

namespace Harness.Analysis.Checking;

/// <summary>Which figures a baseline may hold, and their values as a check takes them.</summary>
internal static class BaselineFigures
{
    /// <summary>Why <paramref name="key"/> cannot be <c>structural</c>; null when it can.</summary>
    public static string? WhyNotStructural(string key) => Figures.Find(key) switch
    {
        null => Unknown(key),
        var figure when figure.Unit.IsCounted() => null,
        var figure => $"'{key}' is {figure.Unit.InWords()}, which depends on the machine's speed; \"structural\" takes counts and shares"
            + (figure.Better == Direction.Neither ? "" : ". Put it under \"speed\", \"ratios\""),
    };

    /// <summary>Why <paramref name="key"/> cannot be a ratio to the control; null when it can.</summary>
    public static string? WhyNotSpeed(string key) => Figures.Find(key) switch
    {
        null => Unknown(key),
        var figure when figure.Unit.IsCounted() =>
            $"'{key}' is {figure.Unit.InWords()}; \"ratios\" takes durations and rates. Put it under \"structural\"",
        { Better: Direction.Neither } figure =>
            $"'{key}' is {figure.Unit.InWords()} of which neither direction is better, so no ratio of it can be judged",
        _ => null,
    };

    /// <summary>A structural figure in one trial.</summary>
    public static Counted CountIn(MeasuredTrial trial, Figure figure) =>
        new(figure.Measured(trial), figure.PartOf?.Count(trial.Summary) ?? 0);

    /// <summary>
    /// One ratio per round to the control beside it, sorted, to four digits; rounds in which either measured nothing are left out.
    /// </summary>
    public static IReadOnlyList<double> Ratios(Figure figure, IEnumerable<SpeedRound> rounds) => [.. rounds
        .Select(r => (Scenario: figure.Measured(r.Scenario), Control: figure.Measured(r.Control)))
        .Where(r => r is { Scenario: > 0, Control: > 0 })
        .Select(r => Math.Round(r.Scenario!.Value / r.Control!.Value, 4))
        .Order()];

    private static string Unknown(string key) =>
        $"'{key}' is not a metric of this program{Figures.Suggestion(key)}. It may have been renamed: results/README.md lists all figures. "
        + "Remove the line, or delete the file and make it again with --update";
}

/// <summary>A structural figure of one round.</summary>
/// <param name="Value">Null when it was not measured.</param>
/// <param name="Of">Of how many connections it is a count; 0 for one that is no count of connections.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Counted(double? Value, long Of);
