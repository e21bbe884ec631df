using Harness.Analysis.Catalogue;
using Harness.Analysis.Running;
using Harness.Analysis.Words;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>The other states of one side's connections.</summary>
internal static class StatesChart
{
    /// <summary>LISTEN is no connection. Two states that follow each other share a colour: the second of them is dashed.</summary>
    private static readonly (SampleColumn State, string Colour, Stroke Stroke)[] States =
    [
        (SampleColumns.Established, "established", Stroke.Solid),
        (SampleColumns.SynSent, "syn", Stroke.Solid),
        (SampleColumns.SynReceived, "syn", Stroke.Dashed),
        (SampleColumns.FinWait1, "fin_wait", Stroke.Dashed),
        (SampleColumns.FinWait2, "fin_wait", Stroke.Solid),
        (SampleColumns.CloseWait, "close_wait", Stroke.Solid),
        (SampleColumns.LastAck, "close_wait", Stroke.Dashed),
        (SampleColumns.Closing, "both", Stroke.Solid),
        (SampleColumns.Close, "text", Stroke.Dashed),
    ];

    /// <returns>Null when no sample saw any of them.</returns>
    public static Chart? Build(TrialRecord trial, Tier tier)
    {
        var lines = States
            .Select(s => new Line(s.State.Heading, s.Colour, trial.Points(tier, s.State.Value)) { Stroke = s.Stroke })
            .Where(l => l.Max > 0)
            .ToList();
        var endSeconds = End(trial, lines);
        return lines.Count == 0 ? null : new Chart(
            trial.ChartId($"states_{Format.Word(tier)}"),
            $"Other states, {Format.Word(tier)}",
            "Sockets in each state at that moment. States that no sample saw are left out; a state that lasts less than the time between "
            + "samples may be missed.",
            new Axis.Time(endSeconds),
            new Axis.Counts("sockets"))
        {
            Bands = PhaseBands.Of(trial.Summary.Phases, endSeconds),
            Lines = lines,
        };
    }

    /// <summary>A drain of a minute in which only TIME_WAITs are left is not drawn: it would press the load flat.</summary>
    private static double End(TrialRecord trial, IReadOnlyList<Line> lines)
    {
        var drain = trial.Summary.Phases.FirstOrDefault(p => p.Phase == Phase.Drain)?.StartSeconds ?? trial.EndSeconds;
        var lastSeen = lines.SelectMany(l => l.Points).Where(p => p.Y > 0).Select(p => p.X).DefaultIfEmpty().Max();
        return Math.Max(drain, lastSeen);
    }
}
