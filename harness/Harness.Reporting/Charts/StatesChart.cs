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

    // Of the connections of the trial: fewer sockets at once are blips of single samples.
    private const double Least = 0.02;

    /// <returns>Null when no sample saw many sockets in any of them.</returns>
    public static Chart? Build(TrialRecord trial, Tier tier)
    {
        var (lines, left) = Lines(trial, tier);
        var endSeconds = End(trial, lines);
        return lines.Count == 0 ? null : new Chart(
            trial.ChartId($"states_{Format.Word(tier)}"),
            Title(tier),
            Sentences.Join(
                "Sockets in each state at that moment.",
                "States that no sample saw are left out; a state that lasts less than the time between samples may be missed.",
                NodeLines.Words(trial, tier),
                LeftOut(trial, left)),
            new Axis.Time(endSeconds),
            new Axis.Counts("sockets"))
        {
            Bands = PhaseBands.Of(trial.Summary.Phases, endSeconds),
            Lines = lines,
        };
    }

    /// <summary>The heading of what a side's other states were.</summary>
    public static string Title(Tier tier) => $"Other states, {Format.Word(tier)}";

    /// <summary>Why there is no chart although samples saw sockets; empty when there is one, or nothing was seen.</summary>
    public static string WhyNot(TrialRecord trial, Tier tier)
    {
        var (lines, left) = Lines(trial, tier);
        return lines.Count > 0 ? "" : LeftOut(trial, left);
    }

    private static (List<Line> Lines, List<Line> LeftOut) Lines(TrialRecord trial, Tier tier)
    {
        var least = (trial.Summary.Connections.Opened ?? 0) * Least;
        var seen = States.Select(Line).Where(l => l.Max > 0).ToList();
        return ([.. seen.Where(l => l.Max >= least)], [.. seen.Where(l => l.Max < least)]);

        Line Line((SampleColumn State, string Colour, Stroke Stroke) s)
        {
            var line = new Line(s.State.Heading, s.Colour, trial.Points(tier, s.State.Value)) { Stroke = s.Stroke, IsStepped = true };
            return NodeLines.Behind(line, trial.NodePoints(tier, s.State.Value));
        }
    }

    private static string LeftOut(TrialRecord trial, List<Line> left) => left.Count == 0 ? "" :
        $"Not drawn, because never {Format.Number(Least * 100)} % of the {Format.Count(trial.Summary.Connections.Opened)} connections were "
        + $"in it at once: {string.Join(", ", left.Select(l => $"{l.Name} (at most {Format.Number(l.Max)})"))}.";

    /// <summary>A drain of a minute in which only TIME_WAITs are left is not drawn: it would press the load flat.</summary>
    private static double End(TrialRecord trial, IReadOnlyList<Line> lines)
    {
        var drain = trial.Summary.Phases.FirstOrDefault(p => p.Phase == Phase.Drain)?.StartSeconds ?? trial.EndSeconds;
        var lastSeen = lines.SelectMany(l => l.Points).Where(p => p.Y > 0).Select(p => p.X).DefaultIfEmpty().Max();
        return Math.Max(drain, lastSeen);
    }
}
