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
            <p class="lead">{Lead(trials)}</p>
            </section>
            """);
    }

    private static (string Tone, string Stamp, string Why) Verdict(
        RunSummary? run, IReadOnlyList<ExpectationResult> expectations, int trials)
    {
        var missed = expectations.Count(e => !e.Passed);
        var missing = $"{missed} of {expectations.Count} expectation{(expectations.Count == 1 ? "" : "s")} missed.";
        var all = expectations.Count == 1
            ? "The expectation holds"
            : $"All expectations hold: {expectations.Count} of {expectations.Count}";
        return run switch
        {
            not { Complete: true } => ("incomplete", "INCOMPLETE", Sentences.Join(Broken(run), missed > 0 ? missing : "")),
            { Verdict: Analysis.Results.Verdict.Passed } => ("passed", "PASSED", trials > 1 ? $"{all}, over {trials} trials." : $"{all}."),
            { Verdict: Analysis.Results.Verdict.Missed } => ("missed", "MISSED", missing),
            _ => ("none", "NO VERDICT", "The scenario has no expectations."),
        };
    }

    private static string Broken(RunSummary? run) =>
        $"{Sentences.Capital((run?.BrokeOff ?? "the run left no summary").TrimEnd('.'))}. The figures are those of what was measured.";

    private static string Lead(IReadOnlyList<TrialRecord> trials) => trials.Count switch
    {
        0 => "Nothing was measured.",
        1 => Sentences.Capital(Sentences.WhoClosedFirst(trials[0].Summary)),
        _ => $"In {trials.Count} trials together, {Sentences.WhoClosedFirst(Merge([.. trials.Select(t => t.Summary)]))}",
    };

    private static TrialSummary Merge(IReadOnlyList<TrialSummary> trials) => new()
    {
        Connections = new ConnectionSummary { Opened = trials.Sum(t => t.Connections.Opened) },
        ClosedFirst = ClosedFirst.Sum(trials.Select(t => t.ClosedFirst)),
        Server = Entered(trials.Sum(t => t.Server.TimeWait.Entered)),
        Client = Entered(trials.Sum(t => t.Client.TimeWait.Entered)),
    };

    private static TierSummary Entered(long entered) => new() { TimeWait = new TimeWaitSummary { Entered = entered } };
}
