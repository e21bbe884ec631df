using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;

namespace Harness.Reporting.Pages;

/// <summary>A chart in the page, under a heading of its own.</summary>
internal static class ChartCard
{
    /// <param name="chart">Null draws nothing.</param>
    /// <param name="hasPicture">It is drawn in the page itself, for viewers that run no script; others draw it anew.</param>
    public static Html Render(Chart? chart, bool hasPicture) => chart is null ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>{chart.Title}</h2><p class="sub">{chart.Subtitle}</p></div>
        <div class="plot"{Height(chart)} data-chart="{chart.Id}" role="img" aria-label="Chart: {chart.Title}. {chart.Subtitle}">
        {Picture(chart, hasPicture)}</div>
        </section>

        """);

    /// <summary>A sentence in the place of a chart that would show nothing else; nothing without one.</summary>
    public static Html Instead(string title, string sentence) => sentence.Length == 0 ? Html.Empty : Html.Of($"""
        <section class="card"><h2>{title}</h2><p class="sub">{sentence}</p></section>
        """);

    private static Html Picture(Chart chart, bool isWanted) => isWanted ? Html.Trusted(Plotter.InPage(chart)) : Html.Empty;

    private static Html Height(Chart chart) =>
        PlotSize.HeightInPage(chart) is { } height ? Html.Of($" style=\"height:{height.ToString()}px\"") : Html.Empty;
}
