using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Pages;

/// <summary>One trial from top to bottom.</summary>
internal static class TrialSection
{
    public static Html Render(TrialRecord trial, bool isOneOfSeveral)
    {
        var t = trial.Summary;
        return Html.Fill("trial.html", new Dictionary<string, Html>(StringComparer.Ordinal)
        {
            ["number"] = Html.Of($"{t.Trial}"),
            ["label"] = Html.Of($"{TrialsSection.Choice(trial)}"),
            ["heading"] = isOneOfSeveral ? Html.Of($"<div><h2>{TrialsSection.Choice(trial)}</h2><p>{Sentences.Capital(Sentences.WhoClosedFirst(t))}</p></div>") : Html.Empty,
            ["closed_first"] = ClosedFirstBar(t.ClosedFirst),
            ["stats"] = Stats(t),
            ["expectations"] = Expectations(t.Expectations),
            ["time_wait"] = ChartCard.Render(TimeWaitChart.Build(trial)),
            ["states"] = Html.Join([ChartCard.Render(StatesChart.Build(trial, Side.Server)), ChartCard.Render(StatesChart.Build(trial, Side.Client))]),
            ["rate"] = ChartCard.Render(RateChart.Build(trial)),
            ["latency"] = ChartCard.Render(LatencyChart.Build(trial)),
            ["lifetimes"] = ChartCard.Render(RunCharts.Lifetimes(trial)),
            ["occupancy"] = OccupancyCard.Render(trial),
            ["durations"] = FigureTables.Durations(t),
            ["engine"] = EngineCard.Render(t.Engine),
            ["link"] = LinkCard.Render(t.Link),
            ["sides"] = FigureTables.Sides(t),
            ["memory"] = MemoryCard.Render(t),
            ["counters"] = FigureTables.Counters(t),
            ["programs"] = ProgramsSection.Render(t),
            ["warnings"] = ReportPage.Warnings(t.Warnings),
        });
    }

    private static Html ClosedFirstBar(ClosedFirst closed)
    {
        var classes = CloseClass.All.Where(c => c.Count(closed) > 0).ToList();
        return classes.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><div><h2>Who closed first</h2><p class="sub">{From(closed.Source)}</p></div>
            <div class="bar" aria-hidden="true">{Html.Join(classes.Select(c => Html.Of($"<i style=\"--n:{c.Count(closed).ToString()};--c:var(--{c.Colour})\"></i>")))}</div>
            <ul class="legend">{Html.Join(classes.Select(c => Html.Of($"<li><i style=\"--c:var(--{c.Colour})\"></i>{c.Name} <b>{Format.Count(c.Count(closed))}</b> ({Format.Number(c.Share(closed) * 100)} %)</li>")))}</ul>
            </section>
            """);
    }

    private static string From(ClosedFirstSource source) => source switch
    {
        ClosedFirstSource.Census => "From the census: every connection's sockets were matched on both sides.",
        ClosedFirstSource.Counters => "From the kernel's counters of both sides.",
        ClosedFirstSource.Roles => "From what the server and the clients saw of their own sockets just before they closed.",
        _ => "",
    };

    private static Html Stats(TrialSummary t)
    {
        var errors = string.Join(", ", t.Connections.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"));
        List<Html> stats =
        [
            Stat("server", "TIME_WAITs entered, server", Format.Count(t.Server.TimeWait.Entered), $"at most {Format.Count(t.Server.TimeWait.Peak)} at once"),
            Stat("client", "TIME_WAITs entered, client", Format.Count(t.Client.TimeWait.Entered), $"at most {Format.Count(t.Client.TimeWait.Peak)} at once"),
            Stat("established", "Connections completed", Format.Count(t.Connections.Completed), $"of {Format.Count(t.Connections.Opened)} opened"),
            Stat("failed", "Connections failed", Format.Count(t.Connections.Failed), errors),
        ];
        if (t.Rates.LoadSeconds > 0)
        {
            stats.Add(Stat("line", "Connections per second", Format.Number(Math.Round(t.Rates.ConnectionsPerSecond)), $"over {Format.Number(t.Rates.LoadSeconds)} s"));
        }

        if (t.Rates.AfterFirstFailurePerSecond is { } sustained)
        {
            stats.Add(Stat("failed", "Connections per second after the first failure", Format.Number(sustained), "sustained, of those begun after it"));
        }

        if (t.Restart is { } restart)
        {
            var why = string.Join(", ", restart.Errors.Select(e => e.Key));
            stats.Add(Stat(restart.Failed > 0 ? "failed" : "established", "Server started again", restart.Failed > 0 ? "refused" : "listens", $"{why} after {Format.Number(restart.WaitedSeconds)} s"));
        }

        if (t.LatencyUs.Connect.Count > 0)
        {
            stats.Add(Stat("line", "connect(), 99th percentile", Format.Duration(t.LatencyUs.Connect.P99), $"median {Format.Duration(t.LatencyUs.Connect.P50)}"));
        }

        if (t.Bytes is { Lost: > 0 } bytes)
        {
            stats.Add(Stat("failed", "Bytes written, but never read", Format.Bytes(bytes.Lost), $"of {Format.Bytes(bytes.Written)}"));
        }

        return Html.Of($"<div class=\"stats\">{Html.Join(stats)}</div>");
    }

    private static Html Stat(string colour, string name, string figure, string more) =>
        Html.Of($"<div class=\"stat\" style=\"--c:var(--{colour})\"><b>{figure}</b><span>{name}</span><span>{more}</span></div>\n");

    private static Html Expectations(IReadOnlyList<ExpectationResult> expectations) => expectations.Count == 0 ? Html.Empty : Html.Of($"""
        <section class="card"><h2>Expectations</h2>
        {Table.Of("Expectations", ["expectation", "#actual", "verdict"], expectations.Select(Row))}
        </section>
        """);

    private static IReadOnlyList<Html> Row(ExpectationResult e) =>
    [
        Html.Of($"<code>{e.Text}</code>"),
        Html.Of($"{(e.Actual is { } actual ? Format.Number(actual) : "not measured")}"),
        e.Passed ? Html.Of($"<span class=\"yes\">✓ holds</span>") : Html.Of($"<span class=\"no\">✗ missed</span>"),
    ];
}
