using Harness.Analysis.Words;

namespace Harness.Reporting.Charts;

/// <summary>How long TIME_WAITs and FIN_WAIT2s lasted: what share of them was gone after how many seconds.</summary>
internal static class LifetimeChart
{
    // Beyond it a name stands on the left of its line.
    private const double LastOnTheRight = 0.55;

    // In percent: neighbours have their names at different heights.
    private static readonly double[] HeightsOfNames = [50, 80, 20, 65, 35];

    /// <param name="id">Unique in the run.</param>
    /// <param name="trials">Drawn together.</param>
    /// <returns>Null where no lifetime was followed to its end.</returns>
    public static Chart? Build(string id, IReadOnlyList<TrialRecord> trials)
    {
        var curves = LifetimeCurve.Of([.. trials.Select(t => t.Summary)]);
        var end = curves.Count == 0 ? 0 : Math.Ceiling(curves.Max(c => c.Points[^1].X) * 1.05);
        return curves.Count == 0 ? null : new Chart(
            id,
            "How long they lasted",
            Sentences.Join(
                "The share of all sockets of one state that had left it so many seconds after they had entered it.",
                "A steep line: all lasted equally long.",
                trials.Count > 1 ? "Trials whose medians differ by less than a tenth share a line; "
                    + "states that fewer than 2 % of a trial's connections were in are left out." : ""),
            new Axis.Time(end, "seconds in the state"),
            new Axis.Percent())
        {
            Lines = [.. curves.Select((c, number) => Line(c, HeightsOfNames[number % HeightsOfNames.Length], end))],
        };
    }

    private static Line Line(LifetimeCurve curve, double height, double end)
    {
        var at = curve.Points.First(p => p.Y >= height);
        return new Line(curve.Name, curve.Side, curve.Points)
        {
            Stroke = curve.State == LifetimeCurve.TimeWait ? Stroke.Solid : Stroke.Dashed,
            Tag = new Tag(at, at.X > LastOnTheRight * end),
        };
    }
}
