namespace Harness.Protocol.Contracts;

/// <summary>Waits that are precise to microseconds; .NET's own timers tick in milliseconds.</summary>
public interface IPreciseDelay
{
    /// <summary>Blocks the calling thread until <paramref name="timestamp"/>; returns at once when it has passed.</summary>
    /// <param name="timestamp">
    /// A value of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>, on Linux nanoseconds of CLOCK_MONOTONIC.
    /// </param>
    void Until(long timestamp);

    /// <summary>
    /// Completes at <paramref name="timestamp"/>, on the timer's own thread: what follows the await must be short and must not block.
    /// </summary>
    /// <param name="timestamp">As for <see cref="Until"/>.</param>
    /// <param name="cancellationToken">Ends the wait early with <see cref="OperationCanceledException"/>.</param>
    ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default);
}
