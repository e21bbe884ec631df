using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Thresholds;

/// <summary>
/// Searches for the shortest delay whose share is at most the given one, by bisection on a logarithmic scale. A share is only ever known
/// with some confidence: each delay is tried until a Wilson interval lies wholly above or wholly below the share asked for, or until that
/// many connections have not told; then it stays undecided and the search goes on at both sides of it. The result is the interval from the
/// longest delay that is surely too short to the shortest that is surely long enough.
/// <para>
/// The confidence holds for the interval as a whole: each evaluation of each delay may err, so each is given its part of the error that is
/// allowed (Bonferroni: evenly over the delays, as 1/(k(k+1)) over the evaluations of one of them). It rests on shares that fall with the
/// delay and on trials that are alike.
/// </para>
/// </summary>
public sealed class ThresholdSearch(ThresholdOptions options)
{
    // A gap whose ends differ by less than this factor is not searched any further.
    private const double Narrow = 1.25;

    private readonly double errorPerDelay = ErrorPerDelay(options);
    private readonly List<ThresholdProbe> probes = [];
    private TimeSpan? current = options.From;
    private long hits;
    private long connections;
    private long nextEvaluation;
    private int evaluations;

    /// <summary>The fewest connections at one delay that can show a share to be at most the one asked for.</summary>
    public static long FewestConnections(ThresholdOptions options)
    {
        // With no hit at all the upper end is z²/(n + z²), at the first look.
        var z = Normal.Quantile(1 - (ErrorPerDelay(options) / 2));
        return (long)Math.Ceiling(z * z * (1 - options.AtMost) / options.AtMost);
    }

    /// <summary>The delay that the next trial is to have; null when the search is over.</summary>
    public TimeSpan? Next() => current ??= Choose();

    /// <summary>Counts a trial at the delay of <see cref="Next"/>.</summary>
    public void Add(long hits, long connections)
    {
        this.hits += hits;
        this.connections += connections;
        if (this.connections > 0 && this.connections >= nextEvaluation)
        {
            Evaluate();
        }
    }

    /// <summary>What was found so far.</summary>
    public ThresholdSummary Summary() => new()
    {
        Key = options.Key,
        Share = options.Share,
        AtMost = options.AtMost,
        Confidence = options.Confidence,
        LowerUs = Lower,
        UpperUs = Upper,
        Connections = probes.Sum(p => p.Connections) + connections,
        Probes = probes,
    };

    private double? Lower => probes.Where(p => p.Verdict == ProbeVerdict.Above).Max(p => (double?)p.DelayUs);

    private double? Upper => probes.Where(p => p.Verdict == ProbeVerdict.Below).Min(p => (double?)p.DelayUs);

    private void Evaluate()
    {
        evaluations++;
        var error = errorPerDelay / (evaluations * (evaluations + 1));
        var share = ShareInterval.Wilson(hits, connections, 1 - (2 * error));
        var verdict = share.Low > options.AtMost ? ProbeVerdict.Above
            : share.High <= options.AtMost ? ProbeVerdict.Below
            : ProbeVerdict.Undecided;
        if (verdict == ProbeVerdict.Undecided && connections < options.Connections)
        {
            nextEvaluation = Math.Min(2 * connections, options.Connections);
            return;
        }

        probes.Add(new(current!.Value.TotalMicroseconds, connections, hits, Math.Round(share.Low, 6), Math.Round(share.High, 6), verdict));
        (current, hits, connections, nextEvaluation, evaluations) = (null, 0, 0, 0, 0);
    }

    /// <summary>First both ends, then the middle of the widest gap between delays that are decided and those that are not.</summary>
    private TimeSpan? Choose()
    {
        if (probes.Count == 1)
        {
            return probes[0].Verdict == ProbeVerdict.Below ? null : options.To;
        }

        var (lower, upper) = (Lower, Upper);

        // What a busy moment left undecided outside of what is decided says nothing any more.
        var undecided = probes
            .Where(p => p.Verdict == ProbeVerdict.Undecided && !(p.DelayUs <= lower) && !(p.DelayUs >= upper))
            .Select(p => p.DelayUs)
            .ToList();
        var gap = new[]
        {
            (From: lower, To: undecided.Count > 0 ? undecided.Min() : upper),
            (From: undecided.Count > 0 ? undecided.Max() : lower, To: upper),
        }
            .Where(g => g.From < g.To && Middle(g.From.Value, g.To.Value) is not null)
            .OrderByDescending(g => Position(g.To!.Value) - Position(g.From!.Value))
            .FirstOrDefault();
        return gap.From is { } from && Middle(from, gap.To!.Value) is { } middle ? TimeSpan.FromMicroseconds(middle) : null;
    }

    /// <summary>In whole microseconds; null when the gap is narrow enough.</summary>
    private static double? Middle(double from, double to)
    {
        var middle = Math.Round(Math.Exp((Position(from) + Position(to)) / 2) - 1);
        return Position(to) - Position(from) > Math.Log(Narrow) && middle > from && middle < to ? middle : null;
    }

    /// <summary>A logarithmic scale that has a place for no delay at all.</summary>
    private static double Position(double microseconds) => Math.Log(microseconds + 1);

    // Both ends, one middle, and the halvings of the gap at each side of it.
    private static double ErrorPerDelay(ThresholdOptions options)
    {
        var width = (Position(options.To.TotalMicroseconds) - Position(options.From.TotalMicroseconds)) / 2;
        var halvings = Math.Max(0, Math.Ceiling(Math.Log2(width / Math.Log(Narrow))));
        return (1 - options.Confidence) / (3 + (2 * halvings));
    }
}
