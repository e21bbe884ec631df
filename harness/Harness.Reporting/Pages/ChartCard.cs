using Harness.Reporting.Charts;

namespace Harness.Reporting.Pages;

/// <summary>A chart in the page, under a heading of its own.</summary>
internal static class ChartCard
{
    /// <param name="chart">Null draws nothing.</param>
    public static Html Render(Chart? chart) => chart is null ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>{chart.Title}</h2><p class="sub">{chart.Subtitle}</p></div>
        <div class="plot" data-chart="{chart.Id}" role="img" aria-label="Chart: {chart.Title}. {chart.Subtitle}"></div>
        </section>

        """);
}
