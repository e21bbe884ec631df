using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Pages;

/// <summary>One trial from top to bottom.</summary>
internal static class TrialSection
{
    public static Html Render(TrialRecord trial, bool isOneOfSeveral, bool hasPictures)
    {
        var t = trial.Summary;
        return Html.Fill("trial.html", new Dictionary<string, Html>(StringComparer.Ordinal)
        {
            ["number"] = Html.Of($"{t.Trial}"),
            ["label"] = Html.Of($"{TrialsSection.Choice(trial)}"),
            ["heading"] = isOneOfSeveral ? Heading(trial) : Html.Empty,
            ["closed_first"] = ClosedFirstBar(t),
            ["stats"] = StatCards.Render(t),
            ["expectations"] = Expectations(t.Expectations),
            ["sequence"] = SequenceCard.Render(trial),
            ["time_wait"] = Card(TimeWaitChart.Build(trial)),
            ["states"] = Html.Join(new[] { Tier.Server, Tier.Client }.Select(States)),
            ["rate"] = Html.Join([Card(RateChart.Build(trial)), ChartCard.Instead("Connections per second", RateChart.WhyNot(trial))]),
            ["latency"] = Card(LatencyChart.Build(trial)),
            ["lifetimes"] = Card(RunCharts.Lifetimes(trial)),
            ["occupancy"] = OccupancyCard.Render(trial, hasPictures),
            ["durations"] = Html.Join([FigureTables.Loads(t), FigureTables.Durations(t)]),
            ["engine"] = EngineCard.Render(t),
            ["link"] = LinkCard.Render(t),
            ["sides"] = Html.Join([FigureTables.Sides(t), Nodes(trial)]),
            ["memory"] = MemoryCard.Render(t),
            ["counters"] = FigureTables.Counters(t),
            ["programs"] = ProgramsSection.Render(t),
            ["warnings"] = ReportPage.Warnings(t.Warnings),
        });

        Html States(Tier tier) => Html.Join(
            [Card(StatesChart.Build(trial, tier)), ChartCard.Instead(StatesChart.Title(tier), StatesChart.WhyNot(trial, tier))]);

        Html Card(Chart? chart) => ChartCard.Render(chart, hasPictures);
    }

    private static Html Nodes(TrialRecord trial) => NodeText.Table(trial.Summary, trial.Hosts) is { } nodes
        ? Table.OfTexts(
            "Each node",
            ["node", .. nodes.Columns.Select(c => c.IsFigure ? $"#{c.Head}" : c.Head)],
            nodes.Rows.Select(r => (string[])[r.Node, .. r.Cells]))
        : Html.Empty;

    private static Html Heading(TrialRecord trial) => Html.Of(
        $"<div><h2>{TrialsSection.Choice(trial)}</h2><p>{Sentences.Capital(Sentences.WhoClosedFirst(trial.Summary))}</p></div>");

    private static Html ClosedFirstBar(TrialSummary trial)
    {
        var closed = trial.ClosedFirst;
        var witness = trial.Witness is { } read ? Sentences.Capital(Sentences.Witness(read)) : "";
        var classes = CloseClass.All.Where(c => c.Count(closed) > 0).ToList();
        return classes.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><div><h2>Who closed first</h2><p class="sub">{Sentences.Join(From(closed.Source), witness)}</p></div>
            {CloseBar.Of(closed)}
            <ul class="legend">{Html.Join(classes.Select(c => Legend(c, closed)))}</ul>
            </section>
            """);
    }

    private static Html Legend(CloseClass c, ClosedFirst closed)
    {
        var (count, percent) = (Format.Count(c.Count(closed)), Format.Number(c.Share(closed) * 100));
        return Html.Of($"<li><i style=\"--c:var(--{c.Colour})\"></i>{c.Name} <b>{count}</b> ({percent} %)</li>");
    }

    private static string From(ClosedFirstSource source) => source switch
    {
        ClosedFirstSource.Segments => "From the segments that opened and ended every connection: SYN, FIN and RST.",
        ClosedFirstSource.Census => "From the census: every connection's sockets were matched on both sides.",
        ClosedFirstSource.Counters => "From the kernel's counters of both sides.",
        ClosedFirstSource.Roles => "From what the server and the clients saw of their own sockets just before they closed.",
        _ => "",
    };

    private static Html Expectations(IReadOnlyList<ExpectationResult> expectations) => expectations.Count == 0 ? Html.Empty : Html.Of($"""
        <section class="card"><h2>Expectations</h2>
        {Table.Of("Expectations", ["expectation", "#actual", "verdict"], expectations.Select(Row))}
        </section>
        """);

    private static IReadOnlyList<Html> Row(ExpectationResult e) =>
    [
        Html.Of($"<code>{e.Text}</code>"),
        Html.Of($"{ExpectationText.Found(e)}"),
        e.Passed ? Html.Of($"<span class=\"yes\">✓ holds</span>") : Html.Of($"<span class=\"no\">✗ missed</span>"),
    ];
}
