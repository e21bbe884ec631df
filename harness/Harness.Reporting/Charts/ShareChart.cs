using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;

namespace Harness.Reporting.Charts;

/// <summary>
/// Who closed first against a delay, with a 95 % interval at each point, what the think time predicts, and the threshold that was searched.
/// </summary>
internal static class ShareChart
{
    // More lines in one chart than these times three classes are a tangle.
    private const int MostTogether = 3;

    private static readonly Stroke[] Strokes = [Stroke.Solid, Stroke.Dashed, Stroke.Dotted];

    /// <summary>The classes that the curves show.</summary>
    public static IReadOnlyList<CloseClass> Classes(IReadOnlyList<ShareCurve> curves) =>
        [.. CloseClass.ByFin.Where(c => curves.Any(curve => curve.Points.Any(p => c.Count(p.Closed) > 0)))];

    /// <returns>One for all curves, or one for each where they are many; none when the run has no such curve.</returns>
    public static IReadOnlyList<Chart> Build(IReadOnlyList<TrialRecord> trials, RunSummary? run)
    {
        var curves = ShareCurve.Of(trials.Select(t => t.Summary));
        return curves.Count switch
        {
            0 => [],
            <= MostTogether => [Draw("shares", $"Who closed first, by {curves[0].Key}", curves, curves, run)],
            _ => [.. curves.Select((curve, i) => Draw($"shares-{i + 1:00}", Title(curve), [curve], curves, run))],
        };

        static string Title(ShareCurve curve) => $"{SweepText.Name(curve.Parameters)}: who closed first, by {curve.Key}";
    }

    private static Chart Draw(string id, string title, IReadOnlyList<ShareCurve> curves, IReadOnlyList<ShareCurve> all, RunSummary? run)
    {
        var axis = new DelayScale([.. all.SelectMany(c => c.Points).Select(p => p.Delay.TotalMicroseconds)]);
        var measured = curves
            .SelectMany((curve, number) => Classes(all).Select(c => MeasuredLine(curve, c, axis, number, curves.Count > 1)))
            .ToList();
        var predicted = (run?.Predictions ?? [])
            .Where(p => curves.Any(c => SweepText.Name(c.Parameters) == SweepText.Name(p.Parameters)))
            .SelectMany(p => PredictedLines(p, axis, curves.Count > 1))
            .ToList();
        return new Chart(
            id,
            title,
            Sentences.Join(
                "Shares of the connections at each delay, on a logarithmic scale.",
                SearchedCurve.Intervals(run?.Threshold),
                predicted.Count > 0
                    ? "Broad and pale: what the think time of the same client predicts for the delays that really happened."
                    : "",
                SearchedCurve.Band(run?.Threshold)),
            axis.Axis,
            new Axis.Percent())
        {
            Lines = [.. predicted, .. SearchedCurve.Beside(run?.Threshold, measured, axis)],
            Limits = run?.Threshold is { } threshold ? [new Limit(threshold.AtMost * 100, SweepText.Percent(threshold.AtMost))] : null,
            Bands = run?.Threshold is { LowerUs: { } lower, UpperUs: { } upper }
                ? [new Band("", axis.At(lower), axis.At(upper)) { IsTinted = true }]
                : null,
        };
    }

    private static Line MeasuredLine(ShareCurve curve, CloseClass closeClass, DelayScale axis, int number, bool isOneOfSeveral)
    {
        var points = curve.Points.Where(p => p.Closed.Known() > 0).ToList();
        return new Line(
            Name(closeClass, curve.Parameters, isOneOfSeveral),
            closeClass.Colour,
            [.. points.Select(p => new Point(axis.At(p.Delay.TotalMicroseconds), Percent(closeClass.Count(p.Closed), p.Closed.Known())))])
        {
            Stroke = Strokes[number % Strokes.Length],
            Shape = number,
            Marks = [.. points.Select(p => MarkOf(closeClass, p))],
        };
    }

    private static IEnumerable<Line> PredictedLines(PredictionSummary prediction, DelayScale axis, bool isOneOfSeveral) =>
        CloseClass.ByFin.Zip(new Func<PredictedPoint, double>[] { p => p.Server, p => p.Client, p => p.Both })
            .Where(c => prediction.Points.Any(p => c.Second(p) > 0))
            .Select(c => new Line(
                $"{Name(c.First, prediction.Parameters, isOneOfSeveral)}, predicted",
                c.First.Colour,
                [.. prediction.Points.Select(p => new Point(axis.At(p.DelayUs), Math.Round(c.Second(p) * 100, 2)))])
            {
                Broad = true,
                IsPredicted = true,
            });

    private static Mark MarkOf(CloseClass closeClass, SharePoint point)
    {
        var interval = ShareInterval.Wilson(closeClass.Count(point.Closed), point.Closed.Known());
        return new Mark(Words(closeClass, point), Math.Round(interval.Low * 100, 2), Math.Round(interval.High * 100, 2));
    }

    private static string Words(CloseClass closeClass, SharePoint point)
    {
        var (count, of) = (closeClass.Count(point.Closed), point.Closed.Known());
        var interval = ShareInterval.Wilson(count, of);
        return $"{closeClass.Name} at {Format.Duration(point.Delay.TotalMicroseconds)}: {Format.Count(count)} of {Format.Count(of)}, "
            + $"{SweepText.Percent((double)count / of)} ({SweepText.Percent(interval.Low)} to {SweepText.Percent(interval.High)})";
    }

    private static double Percent(long count, long of) => Math.Round(100.0 * count / of, 2);

    private static string Name(CloseClass closeClass, IReadOnlyDictionary<string, string> parameters, bool isOneOfSeveral) =>
        isOneOfSeveral ? $"{SweepText.Name(parameters)}: {closeClass.Name}" : closeClass.Name;
}
