using Harness.Analysis.Results;

namespace Harness.Reporting.Charts;

/// <summary>How long TIME_WAITs and FIN_WAIT2s lasted: what share of them was gone after how many seconds.</summary>
internal static class LifetimeChart
{
    /// <param name="id">Unique in the run.</param>
    /// <param name="trials">Drawn together.</param>
    /// <returns>Null where no lifetime was followed to its end.</returns>
    public static Chart? Build(string id, IReadOnlyList<TrialRecord> trials)
    {
        List<Line> lines = [.. trials.SelectMany(t => Lines(t.Summary, trials.Count > 1 ? $"{t.Label}: " : ""))];
        return lines.Count == 0 ? null : new Chart(
            id,
            "How long they lasted",
            "The share of all sockets of one state that had left it so many seconds after they had entered it. "
            + "A steep line: all lasted equally long.",
            new Axis.Time(Math.Ceiling(lines.Max(l => l.Points[^1].X) * 1.05), "seconds in the state"),
            new Axis.Percent())
        {
            Lines = lines,
        };
    }

    private static IEnumerable<Line> Lines(TrialSummary trial, string prefix)
    {
        (string Name, string Colour, Stroke Stroke, LifetimeSummary? Lifetime)[] all =
        [
            ("TIME_WAIT, server", "server", Stroke.Solid, trial.Server.TimeWaitLifetimeMs),
            ("TIME_WAIT, client", "client", Stroke.Solid, trial.Client.TimeWaitLifetimeMs),
            ("FIN_WAIT2, server", "server", Stroke.Dashed, trial.Server.FinWait2LifetimeMs),
            ("FIN_WAIT2, client", "client", Stroke.Dashed, trial.Client.FinWait2LifetimeMs),
        ];
        return all
            .Where(l => l.Lifetime is { Curve.Count: > 0 })
            .Select(l => new Line($"{prefix}{l.Name}", l.Colour, [.. l.Lifetime!.Curve.Select(p => new Point(p[1] / 1000, p[0] * 100))])
            {
                Stroke = l.Stroke,
            });
    }
}
