using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>What was asked of the link between the sides, and what it really did.</summary>
internal static class LinkCard
{
    /// <param name="link">Null draws nothing.</param>
    public static Html Render(LinkSummary? link) => link is null ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>The link between the sides</h2><p class="sub">{Asked(link)}</p></div>
        {Table.Of("The link", ["figure", "#to the server", "#to the client"], Rows.Select(r => new[] { Html.Of($"{r.Name}"), Html.Of($"{r.Figure(link.ToServer)}"), Html.Of($"{r.Figure(link.ToClient)}") }))}
        </section>
        """);

    private static readonly (string Name, Func<LinkDirectionSummary, string> Figure)[] Rows =
    [
        ("Frames passed on", d => Format.Count(d.Frames)),
        ("Bytes passed on", d => Format.Count(d.Bytes)),
        ("Frames dropped", d => Format.Count(d.Dropped)),
        ("Delay, median", d => Format.Duration(d.DelayUs.P50)),
        ("Delay, 99th percentile", d => Format.Duration(d.DelayUs.P99)),
        ("Delay, longest", d => Format.Duration(d.DelayUs.Max)),
    ];

    private static string Asked(LinkSummary link) =>
        $"Asked for: a round-trip time of {Format.Duration(link.RttUs)}, so {Format.Duration(link.RttUs / 2)} each way. "
        + $"Frames took longer than that by {Format.Duration(link.LateUs.P50)} (median) and {Format.Duration(link.LateUs.P99)} (99th percentile).";
}
