using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;

namespace Harness.Reporting.Pages;

/// <summary>connect() against the ports held: the chart, and its figures below.</summary>
internal static class OccupancyCard
{
    /// <summary>Nothing where too few ports were ever held.</summary>
    public static Html Render(TrialRecord trial) => trial.Summary.ConnectByOccupancy is not { } occupancy ? Html.Empty : Html.Of($"""
        {ChartCard.Render(OccupancyChart.Build(trial))}
        <section class="card"><h2>connect() by ports held, in figures</h2>
        <details><summary>Every point of the curve</summary>{Table.Of("connect() by ports held", ["ports held", "#connects", "#median", "#p90"], occupancy.Points.Select(Row))}</details>
        </section>
        """);

    private static IReadOnlyList<Html> Row(OccupancyPoint p) =>
        [Html.Of($"{OccupancyText.Share(p)}"), Html.Of($"{Format.Count(p.Count)}"), Html.Of($"{Format.Duration(p.P50)}"), Html.Of($"{Format.Duration(p.P90)}")];
}
