using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>What was asked of the link between the sides, and what it really did.</summary>
internal static class LinkCard
{
    private static readonly string[] Directions = ["link.to_server", "link.to_client"];

    private static readonly string[] Headers = ["figure", "#to the server", "#to the client"];

    private static readonly string[] Rows = ["frames", "bytes", "dropped", "delay_us.p50", "delay_us.p99", "delay_us.max"];

    /// <summary>Nothing where there was no link.</summary>
    public static Html Render(TrialSummary trial) => trial.Link is not { } link ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>The link between the sides</h2><p class="sub">{Asked(link)}</p></div>
        {Table.OfTexts("The link", Headers, Rows.Select(r => FigureRow.Of(new(trial), Directions, r)))}
        {Rules(link)}
        </section>
        """);

    private static Html Rules(LinkSummary link) => link.Rules is not { } rules ? Html.Empty : Table.OfTexts(
        "The link's rules",
        ["rule", "#segments taken", "#copies delivered"],
        rules.Select(r => (string[])[r.Key, Format.Count(r.Value.Matched), Format.Count(r.Value.Delivered)]));

    private static string Asked(LinkSummary link) =>
        $"Asked for: a round-trip time of {Format.Duration(link.RttUs)}, so {Format.Duration(link.RttUs / 2)} each way. "
        + (link.LateUs is { Count: > 0 } late
            ? $"Frames took longer than that by {Format.Duration(late.P50)} (median) and {Format.Duration(late.P99)} (99th percentile)."
            : "No frame passed.");
}
