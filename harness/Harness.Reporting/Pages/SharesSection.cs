using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;
using Harness.Scenarios.Words;

namespace Harness.Reporting.Pages;

/// <summary>A sweep of a delay, or the search for a threshold: the curve and its figures.</summary>
internal static class SharesSection
{
    private static readonly string[] DelayHeaders = ["delay", "#connections", "#counted", "#share", "#interval, %", "verdict"];

    /// <summary>Nothing for a run without such a curve and without a search.</summary>
    public static Html Render(IReadOnlyList<TrialRecord> trials, RunSummary? run, bool hasPictures)
    {
        var curves = ShareCurve.Of(trials.Select(t => t.Summary));
        return Html.Join(
        [
            curves.Count > 1 ? Glance(DelayGrid.Of(curves)!) : Html.Empty,
            Threshold(run?.Threshold),
            .. ShareChart.Build(trials, run).Select(c => ChartCard.Render(c, hasPictures)),
            Shares(curves, run?.Predictions ?? []),
        ]);
    }

    // Coloured as in the charts, and said in words too.
    private static Html Glance(DelayGrid grid) => Html.Of($"""
        <section class="card"><div><h2>Who closed first, at each delay</h2>
        <p class="sub">{Sentences.Capital(DelayGrid.Explanation)}.</p></div>
        {Table.Of("Who closed first, at each delay", [grid.Key, .. grid.Columns], grid.Rows.Select(GlanceRow))}
        </section>
        """);

    private static IReadOnlyList<Html> GlanceRow(DelayRow row) =>
        [Html.Of($"{row.Name}"), .. row.Cells.Select(c => c is null ? Html.Empty : Html.Of($"{SweepText.Regime(c)}{CloseBar.Of(c)}"))];

    private static Html Threshold(ThresholdSummary? threshold) => threshold is null ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>Threshold</h2><p class="sub">{SweepText.Threshold(threshold)}</p>
        <p class="sub">Counted is "{SweepText.Counted(threshold.Share)}".
        The intervals are those that the search judged by, wider than 95 %.</p></div>
        {Table.Of("Delays tried", DelayHeaders, threshold.Probes.Select(Row))}
        </section>
        """);

    private static IReadOnlyList<Html> Row(ThresholdProbe probe) =>
    [
        .. Table.Cells(
            Format.Duration(probe.DelayUs),
            Format.Count(probe.Connections),
            Format.Count(probe.Hits),
            SweepText.Share(probe),
            Between(new(probe.Low, probe.High))),
        probe.Verdict == ProbeVerdict.Undecided
            ? Html.Of($"<span class=\"no\">{SweepText.Verdict(probe.Verdict)}</span>")
            : Html.Of($"{SweepText.Verdict(probe.Verdict)}"),
    ];

    private static Html Shares(IReadOnlyList<ShareCurve> curves, IReadOnlyList<PredictionSummary> predictions)
    {
        if (curves.Count == 0)
        {
            return Html.Empty;
        }

        var classes = ShareChart.Classes(curves);
        var parameters = curves.SelectMany(c => c.Parameters.Keys).Distinct(StringComparer.Ordinal).ToList();
        List<string> headers = [curves[0].Key, .. parameters, "#connections", .. classes.Select(c => $"#{c.Name}")];
        if (predictions.Count > 0)
        {
            headers.AddRange(["#predicted: server", "#client", "#both", "#difference"]);
        }

        var rows = curves.SelectMany(curve => curve.Points.Select(point => Table.Cells(
        [
            Format.Duration(point.Delay.TotalMicroseconds),
            .. parameters.Select(p => SweptValue.Shown(p, curve.Parameters.GetValueOrDefault(p, ""))),
            Format.Count(point.Closed.Known()),
            .. classes.Select(c => Share(c, point.Closed)),
            .. predictions.Count > 0 ? PredictedCells(curve, point, predictions) : [],
        ])));
        return Html.Of($"""
            <section class="card"><div><h2>The shares in figures</h2>
            <p class="sub">In brackets the 95 % interval (Wilson), in percent.</p>{Html.Join(predictions.Select(Explain))}</div>
            {Table.Of("Shares by delay", headers, rows)}
            </section>
            """);
    }

    private static Html Explain(PredictionSummary prediction)
    {
        const string bias = "The think time holds the wake-up of the server's own thread, which the race does not: where it is short, the "
            + "prediction favours the server.";
        return Html.Of($"<p class=\"sub\">{Sentences.Join(Sentences.Capital(SweepText.Prediction(prediction)), bias)}</p>");
    }

    private static string Share(CloseClass closeClass, ClosedFirst closed)
    {
        var (count, of) = (closeClass.Count(closed), closed.Known());
        return of == 0 ? "" : $"{SweepText.Percent((double)count / of)} ({Between(ShareInterval.Wilson(count, of))})";
    }

    private static string[] PredictedCells(ShareCurve curve, SharePoint point, IReadOnlyList<PredictionSummary> predictions)
    {
        var prediction = predictions
            .FirstOrDefault(p => SweepText.Name(p.Parameters) == SweepText.Name(curve.Parameters))?
            .Points.FirstOrDefault(p => p.DelayUs == point.Delay.TotalMicroseconds);
        return prediction is null
            ? ["", "", "", ""]
            : [.. new[] { prediction.Server, prediction.Client, prediction.Both, prediction.Difference }.Select(SweepText.Percent)];
    }

    private static string Between(ShareInterval interval) =>
        FormattableString.Invariant($"{interval.Low * 100:0.#} to {interval.High * 100:0.#}");
}
