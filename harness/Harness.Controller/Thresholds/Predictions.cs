using Harness.Analysis.Laws;
using Harness.Analysis.Results;

namespace Harness.Controller.Thresholds;

/// <summary>What the leading trials' think times predict for the sweep that follows. A pure function of the trials' figures.</summary>
internal static class Predictions
{
    /// <summary>The delay that is predicted.</summary>
    public const string Key = "server.close.after";

    private const string Policy = "server.close";

    /// <summary>The parameters of the trial that measures the think time of the combination <paramref name="others"/> of the other axes.</summary>
    public static IReadOnlyDictionary<string, string> Leading(IReadOnlyDictionary<string, string> others) =>
        new SortedDictionary<string, string>(others.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [Policy] = "when_client_closes" };

    /// <summary>One per curve of the sweep whose think time was measured.</summary>
    /// <param name="trials">All trials of the run.</param>
    /// <param name="roundTrip">The link's round-trip time.</param>
    public static IReadOnlyList<PredictionSummary> Of(IReadOnlyList<TrialSummary> trials, TimeSpan roundTrip) =>
        [.. ShareCurve.Of(trials).Where(c => c.Key == Key).Select(c => Of(c, trials, roundTrip)).OfType<PredictionSummary>()];

    private static PredictionSummary? Of(ShareCurve curve, IReadOnlyList<TrialSummary> trials, TimeSpan roundTrip)
    {
        var leading = trials.Where(t => t.ThinkTimeUs is not null && curve.IsAlike(t, Policy)).ToList();
        var race = new CloseRace([.. leading.Select(t => t.ThinkTimeUs!)], roundTrip);
        var points = curve.Points.Where(p => p.Waits.Count > 0).Select(p => Predicted(race.After(p.Waits), p)).ToList();
        return leading.Count == 0 || points.Count == 0 ? null : new PredictionSummary
        {
            Parameters = curve.Parameters,
            Trials = [.. leading.Select(t => t.Trial)],
            RoundTripUs = roundTrip.TotalMicroseconds,
            Points = points,
            LargestDifference = points.Max(p => p.Difference),
        };
    }

    private static PredictedPoint Predicted(CloseShares predicted, SharePoint point) => new(
        point.Delay.TotalMicroseconds,
        Rounded(predicted.Server),
        Rounded(predicted.Client),
        Rounded(predicted.Both),
        Rounded(predicted.Difference(CloseShares.Of(point.Closed))));

    private static double Rounded(double share) => Math.Round(share, 5);
}
