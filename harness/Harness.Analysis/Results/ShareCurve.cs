using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Results;

/// <summary>
/// Who closed first against a delay: the trials of a run that differ in the delay and are alike in every other parameter.
/// </summary>
/// <param name="Key">The delay's key.</param>
/// <param name="Parameters">What the trials have in common; empty when nothing else is swept.</param>
/// <param name="Points">By delay, the shortest first; trials of the same delay are added up.</param>
public sealed record ShareCurve(string Key, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<SharePoint> Points)
{
    /// <summary>
    /// The curves of a run's complete trials, in the order in which the trials ran; none when no delay has at least two values.
    /// </summary>
    public static IReadOnlyList<ShareCurve> Of(IEnumerable<TrialSummary> trials)
    {
        var complete = trials.Where(t => t.Complete).ToList();
        var key = ThresholdOptions.Keys.FirstOrDefault(
            k => complete.Select(t => DelayOf(t, k)).OfType<TimeSpan>().Distinct().Count() > 1);
        return key is null ? [] :
        [
            .. complete.Where(t => DelayOf(t, key) is not null)
                .GroupBy(t => Text(Others(t, key)))
                .Select(alike => new ShareCurve(key, Others(alike.First(), key), PointsOf(alike, key))),
        ];
    }

    /// <summary>Whether <paramref name="trial"/> is like this curve's in every parameter but <paramref name="key"/>.</summary>
    public bool IsAlike(TrialSummary trial, string key) => Text(Others(trial, key)) == Text(Parameters);

    private static IReadOnlyList<SharePoint> PointsOf(IEnumerable<TrialSummary> trials, string key) =>
    [
        .. trials.GroupBy(t => DelayOf(t, key)!.Value).OrderBy(alike => alike.Key).Select(alike => new SharePoint(
            alike.Key,
            ClosedFirst.Sum(alike.Select(t => t.ClosedFirst)),
            [.. alike.Select(t => t.CloseDelayUs).OfType<DurationSummary>()])),
    ];

    private static TimeSpan? DelayOf(TrialSummary trial, string key) =>
        trial.Parameters.TryGetValue(key, out var text) ? DurationText.TryParse(text) : null;

    private static Dictionary<string, string> Others(TrialSummary trial, string key) =>
        trial.Parameters.Where(p => p.Key != key).ToDictionary(StringComparer.Ordinal);

    private static string Text(IReadOnlyDictionary<string, string> parameters) =>
        string.Join('\n', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}

/// <summary>A point of a <see cref="ShareCurve"/>.</summary>
/// <param name="Delay">The delay.</param>
/// <param name="Closed">Who closed first, all trials of this delay together.</param>
/// <param name="Waits">
/// How long the server of each trial really waited; empty when it was not the server that did, or none got that far.
/// </param>
public sealed record SharePoint(TimeSpan Delay, ClosedFirst Closed, IReadOnlyList<DurationSummary> Waits);
