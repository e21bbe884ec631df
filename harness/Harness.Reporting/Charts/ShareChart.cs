using System.Text.Json.Nodes;
using Harness.Model.Measuring;
using Harness.Model.Results;
using Harness.Reporting.Words;

namespace Harness.Reporting.Charts;

/// <summary>Who closed first against a delay, with a 95 % interval at each point, what the think time predicts, and the threshold that was searched.</summary>
internal static class ShareChart
{
    // More lines in one chart than these times three classes are a tangle.
    private const int MostTogether = 3;

    private static readonly string[] Dashes = ["solid", "dashed", "dotted"];
    private static readonly string[] Symbols = ["circle", "rect", "triangle", "diamond"];

    /// <summary>The classes that the curves show.</summary>
    public static IReadOnlyList<CloseClass> Classes(IReadOnlyList<ShareCurve> curves) =>
        [.. CloseClass.All.Take(3).Where(c => curves.Any(curve => curve.Points.Any(p => c.Count(p.Closed) > 0)))];

    /// <returns>One for all curves, or one for each where they are many; none when the run has no such curve.</returns>
    public static IReadOnlyList<Chart> Build(IReadOnlyList<TrialRecord> trials, RunSummary? run)
    {
        var curves = ShareCurve.Of(trials.Select(t => t.Summary));
        return curves.Count switch
        {
            0 => [],
            <= MostTogether => [Draw("shares", $"Who closed first, by {curves[0].Key}", curves, curves, run)],
            _ => [.. curves.Select((curve, i) => Draw($"shares-{i + 1:00}", $"{SweepWords.Name(curve.Parameters)}: who closed first, by {curve.Key}", [curve], curves, run))],
        };
    }

    private static Chart Draw(string id, string title, IReadOnlyList<ShareCurve> curves, IReadOnlyList<ShareCurve> all, RunSummary? run)
    {
        var axis = new DelayScale([.. all.SelectMany(c => c.Points).Select(p => p.Delay.TotalMicroseconds)]);
        var measured = curves.SelectMany((curve, number) => Classes(all).Select(c => Measured(curve, c, axis, number, curves.Count > 1))).ToList();
        var predicted = (run?.Predictions ?? [])
            .Where(p => curves.Any(c => SweepWords.Name(c.Parameters) == SweepWords.Name(p.Parameters)))
            .SelectMany(p => Predicted(p, axis, curves.Count > 1))
            .ToList();
        var option = ChartOption.Create(
            axis.ToOption(),
            ChartOption.Axis("value", new JsonObject
            {
                ["min"] = 0, ["max"] = 100, ["axisLine"] = new JsonObject { ["show"] = false },
                ["axisLabel"] = new JsonObject { ["formatter"] = "{value} %", ["color"] = "$muted" },
            }),
            [axis.ZeroMark(), .. run?.Threshold is { } threshold ? [ThresholdMark(threshold, axis)] : Array.Empty<JsonObject>(), .. predicted, .. measured],
            measured.Concat(predicted).Select(s => s["name"]!.GetValue<string>()));
        option["tooltip"]!["trigger"] = "item";
        option["tooltip"]!["formatter"] = "{b}";
        return new Chart(
            id,
            title,
            Sentences.Join(
                "Shares of the connections at each delay, on a logarithmic scale; an upright line is the 95 % interval (Wilson).",
                predicted.Count > 0 ? "Broad and pale: what the think time of the same client predicts for the delays that really happened." : "",
                run?.Threshold is null ? "" : "The band is where the threshold lies."),
            option);
    }

    private static JsonObject Measured(ShareCurve curve, CloseClass closeClass, DelayScale axis, int number, bool isOneOfSeveral)
    {
        var points = curve.Points.Where(p => p.Closed.Known() > 0).Select(p => (X: axis.At(p.Delay.TotalMicroseconds), Share: Percent(closeClass.Count(p.Closed), p.Closed.Known()), Point: p)).ToList();
        var series = LineSeries.Line(
            Name(closeClass, curve.Parameters, isOneOfSeveral),
            closeClass.Colour,
            dashed: false,
            points.Select(p => new JsonObject { ["name"] = Words(closeClass, p.Point), ["value"] = new JsonArray(p.X, p.Share) }));
        series["lineStyle"]!["type"] = Dashes[number % Dashes.Length];
        series["showSymbol"] = true;
        series["symbol"] = Symbols[number % Symbols.Length];
        series["symbolSize"] = 7;
        series["markLine"] = new JsonObject
        {
            ["silent"] = true, ["symbol"] = "none", ["label"] = new JsonObject { ["show"] = false },
            ["lineStyle"] = new JsonObject { ["type"] = "solid", ["width"] = 1.5, ["color"] = $"${closeClass.Colour}" },
            ["data"] = new JsonArray([.. points.Select(p => Interval(closeClass, p.X, p.Point.Closed))]),
        };
        return series;
    }

    private static IEnumerable<JsonObject> Predicted(PredictionSummary prediction, DelayScale axis, bool isOneOfSeveral)
    {
        foreach (var (closeClass, share) in CloseClass.All.Zip(new Func<PredictedPoint, double>[] { p => p.Server, p => p.Client, p => p.Both }).Where(c => prediction.Points.Any(p => c.Second(p) > 0)))
        {
            var series = LineSeries.Line(
                $"{Name(closeClass, prediction.Parameters, isOneOfSeveral)}, predicted",
                closeClass.Colour,
                dashed: false,
                prediction.Points.Select(p => new JsonArray(axis.At(p.DelayUs), Math.Round(share(p) * 100, 2))));
            LineSeries.Broaden(series);
            series["tooltip"] = new JsonObject { ["show"] = false };
            yield return series;
        }
    }

    private static JsonObject ThresholdMark(ThresholdSummary threshold, DelayScale axis)
    {
        var carrier = DelayScale.Carrier("threshold");
        carrier["markLine"] = new JsonObject
        {
            ["silent"] = true, ["symbol"] = "none",
            ["data"] = new JsonArray(new JsonObject
            {
                ["yAxis"] = threshold.AtMost * 100,
                ["lineStyle"] = new JsonObject { ["color"] = "$bad", ["type"] = "dotted", ["width"] = 1.5 },
                ["label"] = new JsonObject { ["formatter"] = SweepWords.Percent(threshold.AtMost), ["position"] = "insideEndTop", ["color"] = "$bad", ["fontSize"] = 12, ["lineHeight"] = 16 },
            }),
        };
        if (threshold is { LowerUs: { } lower, UpperUs: { } upper })
        {
            carrier["markArea"] = new JsonObject
            {
                ["silent"] = true, ["itemStyle"] = new JsonObject { ["color"] = "$band" },
                ["data"] = new JsonArray(new JsonArray(new JsonObject { ["xAxis"] = axis.At(lower) }, new JsonObject { ["xAxis"] = axis.At(upper) })),
            };
        }

        return carrier;
    }

    private static JsonArray Interval(CloseClass closeClass, double x, ClosedFirst closed)
    {
        var interval = ShareInterval.Wilson(closeClass.Count(closed), closed.Known());
        return [new JsonObject { ["coord"] = new JsonArray(x, Math.Round(interval.Low * 100, 2)) }, new JsonObject { ["coord"] = new JsonArray(x, Math.Round(interval.High * 100, 2)) }];
    }

    private static string Words(CloseClass closeClass, SharePoint point)
    {
        var (count, of) = (closeClass.Count(point.Closed), point.Closed.Known());
        var interval = ShareInterval.Wilson(count, of);
        return $"{closeClass.Name} at {Format.Duration(point.Delay.TotalMicroseconds)}: {Format.Count(count)} of {Format.Count(of)}, {SweepWords.Percent((double)count / of)} "
            + $"({SweepWords.Percent(interval.Low)} to {SweepWords.Percent(interval.High)})";
    }

    private static double Percent(long count, long of) => Math.Round(100.0 * count / of, 2);

    private static string Name(CloseClass closeClass, IReadOnlyDictionary<string, string> parameters, bool isOneOfSeveral) =>
        isOneOfSeveral ? $"{SweepWords.Name(parameters)}: {closeClass.Name}" : closeClass.Name;
}
