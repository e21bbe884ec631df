using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;

namespace Harness.Reporting.Pages;

/// <summary>connect() against the ports held: the chart, and its figures below.</summary>
internal static class OccupancyCard
{
    /// <summary>Nothing where too few ports were ever held.</summary>
    public static Html Render(TrialRecord trial, bool hasPicture) =>
        trial.Summary.ConnectByOccupancy is not { } occupancy ? Html.Empty : Html.Of($"""
        {ChartCard.Render(OccupancyChart.Build(trial), hasPicture)}
        <section class="card"><h2>connect() by ports held, in figures</h2>
        <details><summary>Every point of the curve</summary>{Points(occupancy)}</details>
        </section>
        """);

    private static Html Points(OccupancySummary occupancy) => Table.OfTexts(
        "connect() by ports held",
        ["ports held", "#connects", "#median", "#p90"],
        occupancy.Points.Select(p => new[]
        {
            OccupancyText.Share(p), Format.Count(p.Count), Format.Duration(p.P50), Format.Duration(p.P90),
        }));
}
