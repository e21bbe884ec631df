using System.Diagnostics;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Notices a side that has fallen silent: a stopped process, a stuck machine at the other end of an ssh.</summary>
internal static class Watchdog
{
    private const int MissedSamples = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Looks on until it is cancelled; then, or when a side has been silent for too long, it ends.</summary>
    /// <param name="board">What the samplers have shown.</param>
    /// <param name="every">Their interval.</param>
    /// <param name="silent">Called once, with the side and how long it has said nothing.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public static async Task WatchAsync(SampleBoard board, TimeSpan every, Action<Side, TimeSpan> silent, CancellationToken cancellationToken)
    {
        var patience = every * MissedSamples > Patience ? every * MissedSamples : Patience;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var side in Enum.GetValues<Side>())
                {
                    var silence = Stopwatch.GetElapsedTime(Math.Max(started, board.Of(side).ArrivedAt));
                    if (silence > patience)
                    {
                        silent(side, silence);
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The trial is over.
        }
    }
}
