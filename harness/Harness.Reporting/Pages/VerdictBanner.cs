using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>The top of the report: what became of the expectations, and who closed first.</summary>
internal static class VerdictBanner
{
    public static Html Render(RunSummary? run, IReadOnlyList<TrialRecord> trials)
    {
        var (tone, stamp, why) = Verdict(run, [.. trials.SelectMany(t => t.Summary.Expectations)], trials.Count);
        return Html.Of($"""
            <section class="verdict {tone}" aria-label="Verdict">
            <p class="stamp">{stamp} <span>{why}</span></p>
            {Html.Join(trials.Select(Lost))}
            {Lead(run, trials)}
            </section>
            """);
    }

    private static (string Tone, string Stamp, string Why) Verdict(
        RunSummary? run, IReadOnlyList<ExpectationResult> expectations, int trials)
    {
        var missed = expectations.Count(e => !e.Passed);
        var missing = $"{missed} of {Format.Counted(expectations.Count, "expectation")} missed.";
        var all = expectations.Count == 1
            ? "The expectation holds"
            : $"All expectations hold: {expectations.Count} of {expectations.Count}";
        return run switch
        {
            not { Complete: true } => ("incomplete", "INCOMPLETE", Sentences.Join(Broken(run), missed > 0 ? missing : "")),
            { Verdict: Analysis.Results.Verdict.Passed } => ("passed", "PASSED", trials > 1 ? $"{all}, over {trials} trials." : $"{all}."),
            { Verdict: Analysis.Results.Verdict.Missed } => ("missed", "MISSED", missing),
            { Answer.Count: > 0 } => ("none", "PROBED", $"{trials} forms of response."),
            _ => ("none", "NO VERDICT", "The scenario has no expectations."),
        };
    }

    private static string Broken(RunSummary? run) =>
        $"{Sentences.Capital((run?.BrokeOff ?? "the run left no summary").TrimEnd('.'))}. The figures are those of what was measured.";

    private static Html Lost(TrialRecord trial) => NodeText.Lost(trial.Summary, trial.Hosts) is { Length: > 0 } lost
        ? Html.Of($"<p class=\"lead lost\">{lost}</p>\n")
        : Html.Empty;

    private static Html Lead(RunSummary? run, IReadOnlyList<TrialRecord> trials)
    {
        var answer = RunAnswer.Of(run, [.. trials.Select(t => t.Summary)]);
        return Html.Join([.. answer.Sentences.Select(s => Html.Of($"<p class=\"lead\">{s}</p>\n")), Cases(answer.Cases)]);
    }

    private static Html Cases(CaseTable? cases) => cases is null ? Html.Empty : Html.Of($"""
        {Table.OfTexts("Cases", ["case", .. cases.Columns.Select(c => $"#{c}")], cases.Rows.Select(r => r.Cells.Prepend(r.Name).ToList()))}
        <p class="sub">{cases.Note}</p>
        """);
}
