using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Charts;

/// <summary>connect() against the share of the client's ports that is held.</summary>
internal static class OccupancyChart
{
    /// <returns>Null where too few ports were ever held.</returns>
    public static Chart? Build(TrialRecord trial) => trial.Summary.ConnectByOccupancy is { } occupancy
        ? new Chart(
            trial.ChartId("occupancy"),
            $"connect() while {OccupancyText.Holders(occupancy)} hold the ports",
            Sentences.Join(
                Sentences.Capital(OccupancyText.Sentence(occupancy)),
                "Each point stands for a twentieth of the ports; the time is drawn on a logarithmic scale."),
            new Axis.Percent($"share of the client's ports that {OccupancyText.Holders(occupancy)} hold"),
            new Axis.Durations())
        {
            Lines = [Line(occupancy, "median", Stroke.Solid, p => p.P50), Line(occupancy, "90th percentile", Stroke.Dashed, p => p.P90)],
        }
        : null;

    private static Line Line(OccupancySummary occupancy, string name, Stroke stroke, Func<OccupancyPoint, double> value) =>
        new(name, "client", [.. occupancy.Points.Select(p => new Point(Math.Round((p.From + p.To) * 50, 2), value(p)))])
        {
            Stroke = stroke,
            Marks =
            [
                .. occupancy.Points.Select(p => new Mark(
                    $"{OccupancyText.Share(p)} held: {name} {Format.Duration(value(p))} of {Format.Count(p.Count)} connects",
                    value(p),
                    value(p))),
            ],
        };
}
