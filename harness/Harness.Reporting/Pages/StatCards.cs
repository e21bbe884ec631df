using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>The few figures of a trial that a reader wants first, each on a card of its own.</summary>
internal static class StatCards
{
    private const int MostInARow = 6;

    public static Html Render(TrialSummary t)
    {
        var trial = new MeasuredTrial(t);
        List<Html> cards =
        [
            Card("server", "server.time_wait.entered", $"at most {Format.Figure(Figures.Get("server.time_wait.peak"), trial)} at once"),
            Card("client", "client.time_wait.entered", $"at most {Format.Figure(Figures.Get("client.time_wait.peak"), trial)} at once"),
            Card("established", "connections.completed", $"of {Format.Count(t.Connections.Opened)} opened"),
            Card(
                t.Connections.Failed > 0 ? "failed" : "line",
                "connections.failed",
                string.Join(", ", t.Connections.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"))),
            .. Measured("line", "rates.connections_per_second", $"over {Format.Figure(Figures.Get("rates.load_seconds"), trial)}"),
            .. t.ReusesConnections()
                ? Measured(
                    "line",
                    "rates.requests_per_second",
                    $"{Format.Count(t.Requests()!.Value)} on {Format.Count(t.Connections.Opened)} connections")
                : [],
            .. Measured("failed", "rates.after_first_failure_per_second", "after the first failure"),
            .. Restart(t.Restart),
            .. Measured("line", "latency_us.connect.p99", $"median {Format.Figure(Figures.Get("latency_us.connect.p50"), trial)}"),
            .. t.Bytes is { Lost: > 0 } bytes ? [Card("failed", "bytes.lost", $"of {Format.Bytes(bytes.Written)}")] : Array.Empty<Html>(),
        ];
        // As few rows as fit a wide screen, and all of them as long as can be: seven are four and three, not six and one.
        var rows = (cards.Count + MostInARow - 1) / MostInARow;
        var perRow = (cards.Count + rows - 1) / rows;
        return Html.Of($"<div class=\"stats\" style=\"--per-row:{perRow}\">{Html.Join(cards)}</div>");

        Html Card(string colour, string key, string more)
        {
            var figure = Figures.Get(key);
            return Draw(colour, Sentences.Capital(figure.Words), Format.Figure(figure, trial), more);
        }

        IEnumerable<Html> Measured(string colour, string key, string more) =>
            Figures.Get(key).Measured(trial) is null ? [] : [Card(colour, key, more)];
    }

    private static IEnumerable<Html> Restart(RestartSummary? restart)
    {
        if (restart is not null)
        {
            var isRefused = restart.Failed > 0;
            var why = string.Join(", ", restart.Errors.Select(e => e.Key));
            yield return Draw(
                isRefused ? "failed" : "established",
                "Server started again",
                isRefused ? "refused" : "listens",
                $"{why} after {Format.Number(restart.WaitedSeconds)} s");
        }
    }

    private static Html Draw(string colour, string name, string figure, string more) =>
        Html.Of($"<div class=\"stat\" style=\"--c:var(--{colour})\"><b>{figure}</b><span>{name}</span><span>{more}</span></div>\n");
}
