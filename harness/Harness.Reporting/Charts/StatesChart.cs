using Harness.Analysis.Running;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>The other states of one side's connections.</summary>
internal static class StatesChart
{
    /// <summary>LISTEN is no connection. A pair of states that follow each other shares a colour: the second of them is dashed.</summary>
    private static readonly (string Name, string Colour, Stroke Stroke, Func<StateCounts, double> Count)[] States =
    [
        ("ESTABLISHED", "established", Stroke.Solid, s => s.Established),
        ("SYN_SENT", "syn", Stroke.Solid, s => s.SynSent),
        ("SYN_RECV", "syn", Stroke.Dashed, s => s.SynReceived),
        ("FIN_WAIT1", "fin_wait", Stroke.Dashed, s => s.FinWait1),
        ("FIN_WAIT2", "fin_wait", Stroke.Solid, s => s.FinWait2),
        ("CLOSE_WAIT", "close_wait", Stroke.Solid, s => s.CloseWait),
        ("LAST_ACK", "close_wait", Stroke.Dashed, s => s.LastAck),
        ("CLOSING", "both", Stroke.Solid, s => s.Closing),
        ("CLOSE", "text", Stroke.Dashed, s => s.Close),
    ];

    /// <returns>Null when no sample saw any of them.</returns>
    public static Chart? Build(TrialRecord trial, Side side)
    {
        var lines = States
            .Select(state => new Line(state.Name, state.Colour, trial.Points(side, s => state.Count(s.States))) { Stroke = state.Stroke })
            .Where(l => l.Max > 0)
            .ToList();
        var endSeconds = End(trial, lines);
        return lines.Count == 0 ? null : new Chart(
            trial.ChartId($"states_{Format.Word(side)}"),
            $"Other states, {Format.Word(side)}",
            "Sockets in each state at that moment. States that no sample saw are left out; a state that lasts less than the time between samples may be missed.",
            new Axis.Time(endSeconds),
            new Axis.Counts())
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
