using System.Text.Json.Nodes;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.ECharts;

namespace Harness.Tests.Pure.Reporting;

internal static class ChartOptions
{
    /// <summary>The chart as the page draws it.</summary>
    public static JsonObject Option(this Chart chart) => ChartOption.Of(chart);
}
