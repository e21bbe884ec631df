using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;
using Harness.Scenarios.Words;

namespace Harness.Reporting.Pages;

/// <summary>The trials of a run: of several, a table of all and a choice of one.</summary>
internal static class TrialsSection
{
    private const int MostSideBySide = 4;

    private static readonly string[] Counts = ["connections.completed", "connections.failed"];

    private static readonly string[] Others =
        ["server.time_wait.entered", "client.time_wait.entered", "rates.connections_per_second", "latency_us.connect.p99"];

    public static Html Render(IReadOnlyList<TrialRecord> trials, RunSummary? run, bool hasPictures)
    {
        // Pictures of all trials would make a page of many large: scripts draw the others.
        var opened = Opened(trials, run);
        var sections = Html.Join(trials.Select(t => TrialSection.Render(t, trials.Count > 1, hasPictures && t == opened)));
        var shares = SharesSection.Render(trials, run, hasPictures);
        var overview = ShareChart.Build(trials, run).Count == 0 ? RunCharts.OfAll(trials, run) : [];
        return trials.Count < 2 ? Html.Join([shares, sections]) : Html.Of($"""
            {SideBySide(trials, hasPictures)}
            {shares}
            <section class="card"><h2>All trials</h2>
            {AllTrials(trials)}
            </section>
            {Html.Join(overview.Select(c => c.Alike.Length > 0 ? ChartCard.Instead(c.Title, c.Alike) : ChartCard.Render(c, hasPictures)))}
            <div class="pick"><h2>Trial in detail</h2>
            <select id="trial" aria-label="Trial in detail">{Html.Join(trials.Select(t => Option(t, t == opened)))}</select></div>
            {sections}
            """);
    }

    /// <summary><c>Trial 3: server.close.after = 400us</c>.</summary>
    public static string Choice(TrialRecord trial)
    {
        var parameters = SweptValue.Pairs(trial.Summary.Parameters);
        return $"Trial {trial.Summary.Trial}{(parameters.Length == 0 ? "" : $": {parameters}")}";
    }

    /// <summary>The trial whose details are shown first: not one that only measured the think time.</summary>
    private static TrialRecord? Opened(IReadOnlyList<TrialRecord> trials, RunSummary? run)
    {
        var measuring = (run?.Predictions ?? []).SelectMany(p => p.Trials).ToHashSet();
        return trials.FirstOrDefault(t => !measuring.Contains(t.Summary.Trial)) ?? (trials is [var first, ..] ? first : null);
    }

    private static Html Option(TrialRecord trial, bool isOpened) => Html.Of(
        $"<option value=\"{trial.Summary.Trial}\"{(isOpened ? Html.Of($" selected") : Html.Empty)}>{Choice(trial)}</option>");

    // Of few cases the curves of all, before the details of one.
    private static Html SideBySide(IReadOnlyList<TrialRecord> trials, bool hasPictures)
    {
        var cases = trials.Select(t => t.Label).Distinct(StringComparer.Ordinal).Count();
        var charts = trials.Select(t => TimeWaitChart.Build(t) with
        {
            Title = Sentences.Capital(t.Label),
            Subtitle = "Sockets in TIME_WAIT at that moment; dashed: TIME_WAITs entered since the start.",
        });
        return trials.Count > MostSideBySide || cases < trials.Count || trials.Any(t => t.Summary.Parameters.Count == 0)
            ? Html.Empty
            : Html.Of($"<div class=\"pair\">\n{Html.Join(charts.Select(c => ChartCard.Render(c, hasPictures)))}</div>");
    }

    private static Html AllTrials(IReadOnlyList<TrialRecord> trials)
    {
        var parameters = trials.SelectMany(t => t.Summary.Parameters.Keys).Distinct(StringComparer.Ordinal).ToList();
        var classes = CloseClass.All.Where(c => trials.Any(t => c.Count(t.Summary.ClosedFirst) > 0)).Select(c => $"closed_first.{c.Key}");
        List<Figure> figures = [.. Counts.Concat(classes).Concat(Others).Select(Figures.Get)];
        return Table.OfFewestColumns(
            "All trials",
            ["trial", .. parameters, "expectations", .. figures.Select(f => $"#{f.Words}")],
            trials.Select(t => Row(t, parameters, figures)));
    }

    private static (string, IReadOnlyList<Html>) Row(TrialRecord trial, IReadOnlyList<string> parameters, IReadOnlyList<Figure> figures)
    {
        var t = trial.Summary;
        return ($"{t.Trial}",
        [
            .. parameters.Select(p => Html.Of($"<div class=\"value\">{SweptValue.Shown(p, t.Parameters.GetValueOrDefault(p, ""))}</div>")),
            Verdict(trial),
            .. Table.Cells(figures.Select(f => Format.Figure(f, new(t)))),
        ]);
    }

    private static Html Verdict(TrialRecord trial)
    {
        var (expectations, missed) = (trial.Summary.Expectations, trial.Summary.Expectations.Count(e => !e.Passed));
        return !trial.Summary.Complete ? Html.Of($"<span class=\"no\">incomplete</span>")
            : missed > 0 ? Html.Of($"<span class=\"no\">{missed} missed</span>")
            : expectations.Count > 0 ? Html.Of($"<span class=\"yes\">passed</span>")
            : Html.Of($"none");
    }
}
