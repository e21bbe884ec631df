using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Probing;

/// <summary>The result of a client probe in sentences. A pure function.</summary>
internal static class ClientVerdict
{
    public static IEnumerable<string> Of(IReadOnlyList<FormProbe> all)
    {
        var forms = all.Where(f => f.Form != ResponseForm.KeepAlive && f.Connections > 0).ToList();
        if (forms.Count == 0)
        {
            return ["It opened no connection: look at what it wrote, in the report."];
        }

        var kept = all.FirstOrDefault(f => f.Form == ResponseForm.KeepAlive && f.Connections > 0);
        return
        [
            .. Closing(forms),
            .. Announcement(forms),
            .. Resets(forms),
            .. Opening(forms),
            .. Keeping(forms[0], kept),
            .. Outcomes(all),
        ];
    }

    private static IEnumerable<string> Closing(List<FormProbe> forms)
    {
        // Joined directly, the answer may overtake it.
        if (forms.Any(f => f.Form == ResponseForm.FarAway && f.ClosedFirst.ClientBeforeAnswer == f.Connections))
        {
            yield return "It sends its FIN with the request, before the answer.";
            yield break;
        }

        if (When(forms, f => f.ClosedFirst.Client == Ended(f)) is { } first)
        {
            var thought = forms.Where(f => f.ClosedFirst.Client == Ended(f)).Select(f => f.ThinkTimeUs).FirstOrDefault(t => t is not null);
            yield return $"It closes first when {first}{After(thought)}.";
        }

        if (When(forms, f => f.ClosedFirst.Server == Ended(f)) is { } waits)
        {
            yield return $"It waits for the server to close when {waits}.";
        }

        foreach (var form in forms.Where(f => !IsUnanimous(f.ClosedFirst, Ended(f))))
        {
            yield return $"It varies when {When([form], _ => true)}: {Classes(form.ClosedFirst)}.";
        }
    }

    // Of the forms whose answer says Connection: close.
    private static IEnumerable<string> Announcement(List<FormProbe> forms)
    {
        var more = forms.Where(f => f.Requests > f.Connections).ToList();
        if (more.Count > 0)
        {
            yield return $"It ignores Connection: close: it sent {Format.Count(more.Sum(f => f.Requests - f.Connections))} more requests "
                + "on connections that the server had announced to close.";
        }
    }

    private static IEnumerable<string> Resets(List<FormProbe> forms)
    {
        var counts = forms.Where(f => f.ClosedFirst.Reset > 0).Select(f => $"{f.ClosedFirst.Reset} of {f.Connections}");
        yield return When(forms, f => f.ClosedFirst.Reset > 0) is { } when
            ? $"It resets connections when {when}: {string.Join(", ", counts)}."
            : "It never resets.";
    }

    private static IEnumerable<string> Opening(List<FormProbe> forms)
    {
        var usual = forms[0].ConnectionsPerRun;
        var others = forms.Where(f => f.ConnectionsPerRun != usual)
            .Select(f => $"{Format.Number(f.ConnectionsPerRun)} when {When([f], _ => true)}");
        yield return $"It opens {Connections(usual)} per run{string.Concat(others.Select(o => $", {o}"))}.";
    }

    private static IEnumerable<string> Keeping(FormProbe usual, FormProbe? kept)
    {
        if (kept is null)
        {
            yield break;
        }

        var (with, without) = (kept.ConnectionsPerRun, usual.ConnectionsPerRun);
        yield return (with, without) switch
        {
            _ when with < without =>
                $"It uses a connection again when the server keeps it: {Connections(with)} per run instead of {Format.Number(without)}.",
            (1, 1) => "Whether it uses a connection again was not tested, because it makes one request per run. "
                + "Try a command with two, such as {url} {url}.",
            _ when with == without => "It does not use a connection again when the server keeps it.",
            _ => "It opens more connections when the server keeps them: "
                + $"{Format.Number(with)} per run instead of {Format.Number(without)}.",
        };
        yield return $"Of the connections that the server kept, {Classes(kept.ClosedFirst)}.";
    }

    private static IEnumerable<string> Outcomes(IReadOnlyList<FormProbe> all)
    {
        foreach (var form in all.Where(f => f.ExitCodes.Keys.Any(code => code != "0") && f.TimedOut == 0))
        {
            var runs = form.ExitCodes.Values.Sum();
            var codes = form.ExitCodes.Where(e => e.Key != "0").Select(e => $"exit code {e.Key}: {e.Value} of {runs} runs");
            yield return $"It reports a failure when {When([form], _ => true)} ({string.Join(", ", codes)}).";
        }

        if (When(all, f => f.TimedOut > 0) is { } when)
        {
            yield return $"It did not end in time when {when}.";
        }
    }

    // "the length is exact, smaller than the body or missing"; null when there is no such form.
    private static string? When(IEnumerable<FormProbe> forms, Func<FormProbe, bool> condition)
    {
        var words = forms.Where(condition).Select(f => ResponseForm.All.First(r => r.Name == f.Form).Words).ToList();
        return words.Count switch
        {
            0 => null,
            1 => $"the length is {words[0]}",
            _ => $"the length is {string.Join(", ", words[..^1])} or {words[^1]}",
        };
    }

    private static long Ended(FormProbe form) => CloseClass.Total(form.ClosedFirst);

    private static bool IsUnanimous(ClosedFirst first, long ended) =>
        first.Server == ended || first.Client == ended || first.Reset == ended;

    private static string Classes(ClosedFirst first) => string.Join(
        ", ",
        CloseClass.All.Where(c => c.Count(first) > 0).Select(c => $"{c.Sentence} in {Format.Count(c.Count(first))}"));

    private static string After(DurationSummary? thought) => thought is null
        ? ""
        : $", {Format.Duration(thought.P50)} after the last byte (median of {thought.Count}; 90 % within {Format.Duration(thought.P90)})";

    private static string Connections(double count) => count == 1 ? "one connection" : $"{Format.Number(count)} connections";
}
