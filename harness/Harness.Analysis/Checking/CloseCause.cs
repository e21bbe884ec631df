using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Analysis.Checking;

/// <summary>
/// The one thing behind many metrics: when somebody else closes first, TIME_WAITs, resets and failures move with it.
/// </summary>
internal static class CloseCause
{
    private static readonly (string Key, string Words)[] Closers =
    [
        ("closed_first.server", "the server"), ("closed_first.client", "the client"), ("closed_first.both", "both at once"),
        ("closed_first.reset", "a reset"),
    ];

    /// <summary>From whom to whom the first close moved, by the round in which most did; null where it did not.</summary>
    /// <param name="baseline">Whose exact counts say what was.</param>
    /// <param name="measured">What is now.</param>
    public static string? Of(Baseline baseline, Measurement measured)
    {
        var moved = measured.Trials.Select(trial => Moves(baseline, trial)).ToList();
        if (moved.Count == 0 || moved.Exists(m => m.Lost == 0 || m.Won == 0))
        {
            return null;
        }

        var most = moved.MaxBy(m => m.Won);
        return $"The first close moved from {most.From} to {most.To} ({Format.Count(most.Won)} of {Format.Counted(most.Of, "connection")})";
    }

    private static (string From, string To, long Lost, long Won, long Of) Moves(Baseline baseline, MeasuredTrial trial)
    {
        var changes = Closers
            .Select(c => (c.Words, Change: Change(baseline, trial, c.Key)))
            .ToList();
        var (from, to) = (changes.MinBy(c => c.Change), changes.MaxBy(c => c.Change));
        return (from.Words, to.Words, Math.Max(0, -from.Change), Math.Max(0, to.Change), Whole.Connections.Count(trial.Summary));
    }

    private static long Change(Baseline baseline, MeasuredTrial trial, string key) =>
        baseline.Structural.TryGetValue(key, out var bound) && bound.Is is { } was && Figures.Get(key).Measured(trial) is { } now
            ? (long)(now - was)
            : 0;
}
