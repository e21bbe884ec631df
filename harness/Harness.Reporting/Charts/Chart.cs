using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts;

/// <summary>A chart for the HTML page and for an SVG file.</summary>
/// <param name="Id">Unique in a run; also the name of the SVG file.</param>
/// <param name="Title">What is drawn.</param>
/// <param name="Subtitle">What to know for reading it, in full sentences.</param>
/// <param name="Option">The ECharts option, without a title; a colour is a word such as <c>$server</c>, which <see cref="Palette"/> gives a value.</param>
internal sealed record Chart(string Id, string Title, string Subtitle, JsonObject Option);
