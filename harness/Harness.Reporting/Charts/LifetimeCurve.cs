using Harness.Analysis.Results;
using Harness.Scenarios.Words;

namespace Harness.Reporting.Charts;

/// <summary>How long the sockets of one state and side lasted, in all trials in which they lasted about equally long.</summary>
/// <param name="State">Which state, as people write it.</param>
/// <param name="Side">The side that held them.</param>
/// <param name="Name">State, side, and what tells it from the other curves.</param>
/// <param name="Points">Seconds against the percent that had left the state by then.</param>
internal sealed record LifetimeCurve(string State, string Side, string Name, IReadOnlyList<Point> Points)
{
    /// <summary>The state that is asked about most.</summary>
    public const string TimeWait = "TIME_WAIT";

    private const string FinWait2 = "FIN_WAIT2";

    // Of a trial's connections: those that fewer were in are not what it is about.
    private const double Least = 0.02;

    // Medians so many times apart belong together.
    private const double Alike = 1.1;

    /// <summary>The curves of some trials: those of TIME_WAIT first, the shorter before the longer.</summary>
    public static IReadOnlyList<LifetimeCurve> Of(IReadOnlyList<TrialSummary> trials)
    {
        (string State, string Side, Func<TrialSummary, LifetimeSummary?> Of)[] all =
        [
            (TimeWait, "server", t => t.Server.TimeWaitLifetimeMs),
            (TimeWait, "client", t => t.Client.TimeWaitLifetimeMs),
            (FinWait2, "server", t => t.Server.FinWait2LifetimeMs),
            (FinWait2, "client", t => t.Client.FinWait2LifetimeMs),
        ];
        return [.. all.SelectMany(a => Of(a.State, a.Side, [.. trials.Select(t => new Life(t, a.Of(t)!)).Where(IsDrawn)]))];

        bool IsDrawn(Life life) => life.Has && (trials.Count == 1 || !life.IsRare);
    }

    private static IEnumerable<LifetimeCurve> Of(string state, string side, IReadOnlyList<Life> lives)
    {
        var groups = new List<List<Life>>();
        foreach (var life in lives.OrderBy(l => l.Median))
        {
            if (groups.Count == 0 || life.Median > groups[^1][0].Median * Alike)
            {
                groups.Add([]);
            }

            groups[^1].Add(life);
        }

        var names = groups.ConvertAll(g => Words(g, lives));
        return groups.Select((group, number) =>
        {
            var isAlone = names.Count(n => n == names[number]) == 1;
            var numbers = $"trial {string.Join(", ", group.Select(l => l.Trial.Trial))}";
            string[] words = [names[number], isAlone ? "" : numbers];
            var of = string.Join("; ", words.Where(w => w.Length > 0));
            return new LifetimeCurve(state, side, $"{state}, {side}{(of.Length == 0 ? "" : $": {of}")}", Pooled(group));
        });
    }

    // The values that all trials of a group have, and not all of the others.
    private static string Words(List<Life> group, IReadOnlyList<Life> all) => string.Join(
        ", ",
        group[0].Trial.Parameters
            .Where(p => group.TrueForAll(l => l.IsOf(p)) && !all.All(l => l.IsOf(p)))
            .Select(p => int.TryParse(p.Value, out _) && p.Key != "ip"
                ? $"{p.Key[(p.Key.LastIndexOf('.') + 1)..]} {p.Value}"
                : SweptValue.Shown(p.Key, p.Value)));

    // At each time that some trial's curve has, the share of all sockets together.
    private static IReadOnlyList<Point> Pooled(List<Life> group)
    {
        var sockets = group.Sum(l => (double)l.Summary.Count);
        var times = group.SelectMany(l => l.Summary.Curve).Select(p => p[1]).Distinct().Order();
        return group.Count == 1
            ? [.. group[0].Summary.Curve.Select(p => new Point(p[1] / 1000, p[0] * 100))]
            : [.. times.Select(ms => new Point(ms / 1000, Math.Round(group.Sum(l => l.Gone(ms) * l.Summary.Count) / sockets * 100, 2)))];
    }

    private sealed record Life(TrialSummary Trial, LifetimeSummary Summary)
    {
        public bool Has => Summary is { Curve.Count: > 0 };

        public bool IsRare => Summary.Count < Least * (Trial.Connections.Opened ?? 0);

        public double Median => Summary.P50 ?? 0;

        public bool IsOf(KeyValuePair<string, string> parameter) => Trial.Parameters.GetValueOrDefault(parameter.Key) == parameter.Value;

        /// <summary>The share that had left by then, on the straight line between two points of the curve.</summary>
        public double Gone(double ms)
        {
            var after = Summary.Curve.TakeWhile(p => p[1] <= ms).Count();
            if (after == 0 || after == Summary.Curve.Count)
            {
                return after == 0 ? 0 : 1;
            }

            var (from, to) = (Summary.Curve[after - 1], Summary.Curve[after]);
            return from[0] + ((to[0] - from[0]) * (ms - from[1]) / (to[1] - from[1]));
        }
    }
}
