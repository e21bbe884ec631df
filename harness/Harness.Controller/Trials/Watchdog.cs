using Harness.Protocol;

namespace Harness.Controller.Trials;

/// <summary>Notices a node that has fallen silent: a stopped process, a stuck machine at the other end of an ssh.</summary>
/// <param name="board">What the samplers have shown.</param>
/// <param name="every">Their interval: a node that misses five samples is silent, but only after 10 s.</param>
/// <param name="clock">Measures the silence.</param>
internal sealed class Watchdog(SampleBoard board, TimeSpan every, TimeProvider clock)
{
    private const int MissedSamples = 5;
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Watches until it is cancelled; then, or when a node has been silent for too long, it ends.</summary>
    /// <param name="silent">Called once, with the node and how long it has said nothing.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task WatchAsync(Action<NodeId, TimeSpan> silent, CancellationToken cancellationToken)
    {
        var patience = every * MissedSamples > ShortestPatience ? every * MissedSamples : ShortestPatience;
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var (node, arrived) in board.Arrivals())
                {
                    var silence = clock.GetElapsedTime(Math.Max(started, arrived ?? started));
                    if (silence > patience)
                    {
                        silent(node, silence);
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
