using Harness.Analysis.Laws;
using Harness.Analysis.Results;
using Harness.Scenarios.Planning;

namespace Harness.Analysis.Thresholds;

/// <summary>What the leading trials' think times predict for the sweep that follows. A pure function of the trials' figures.</summary>
public static class Predictions
{
    /// <summary>One per curve of the sweep whose think time was measured.</summary>
    /// <param name="trials">All trials of the run.</param>
    /// <param name="roundTrip">The link's round-trip time.</param>
    public static IReadOnlyList<PredictionSummary> Of(IReadOnlyList<TrialSummary> trials, TimeSpan roundTrip) =>
        [.. ShareCurve.Of(trials).Where(c => c.Key == Predicted.Key).Select(c => Of(c, trials, roundTrip)).OfType<PredictionSummary>()];

    private static PredictionSummary? Of(ShareCurve curve, IReadOnlyList<TrialSummary> trials, TimeSpan roundTrip)
    {
        var leading = trials.Where(t => t.ThinkTimeUs is not null && curve.IsAlike(t, Predicted.Policy)).ToList();
        var race = new CloseRace([.. leading.Select(t => t.ThinkTimeUs!)], roundTrip);
        var points = curve.Points.Where(p => p.Waits.Count > 0).Select(p => PointOf(race.After(p.Waits), p)).ToList();
        return leading.Count == 0 || points.Count == 0 ? null : new PredictionSummary
        {
            Parameters = curve.Parameters,
            Trials = [.. leading.Select(t => t.Trial)],
            RoundTripUs = roundTrip.TotalMicroseconds,
            Points = points,
            LargestDifference = points.Max(p => p.Difference),
        };
    }

    private static PredictedPoint PointOf(CloseShares predicted, SharePoint point) => new(
        point.Delay.TotalMicroseconds,
        Round(predicted.Server),
        Round(predicted.Client),
        Round(predicted.Both),
        Round(predicted.Difference(CloseShares.Of(point.Closed))));

    private static double Round(double share) => Math.Round(share, 5);
}
