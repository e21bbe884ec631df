using System.Diagnostics;

namespace Harness.Clients.Connections;

/// <summary>
/// A connection's deadline, and the end of the load, which may come before it. Waiting threads never read the clock; a periodic sweep marks
/// the connections whose deadline has passed. Times are <see cref="Stopwatch.GetTimestamp"/>.
/// </summary>
/// <param name="stop">The end of the load.</param>
internal sealed class Deadline(CancellationToken stop)
{
    private const long Never = long.MaxValue;

    private long passed;
    private long at = Never;

    /// <summary>The end of the load.</summary>
    public CancellationToken Stop => stop;

    /// <summary>When it passes; far away when there is none.</summary>
    public long At
    {
        get => Volatile.Read(ref at);
        set => Volatile.Write(ref at, value);
    }

    /// <summary>From now on there is none.</summary>
    public void Clear() => At = Never;

    /// <summary>Reads the clock, for a sweep on any thread, and marks the deadline if it has passed.</summary>
    /// <returns>True if the connection is to end, because of the deadline or of the end of the load.</returns>
    public bool Poll()
    {
        var end = At;
        if (Stopwatch.GetTimestamp() < end)
        {
            return stop.IsCancellationRequested;
        }

        Volatile.Write(ref passed, end);
        return true;
    }

    /// <exception cref="OperationCanceledException">The load is to end.</exception>
    public void ThrowIfStopped() => stop.ThrowIfCancellationRequested();

    /// <exception cref="TimeoutException"><see cref="Poll"/> has found that the deadline has passed.</exception>
    public void ThrowIfMarked() => ThrowIfPassedAt(Volatile.Read(ref passed));

    /// <exception cref="TimeoutException">The deadline is at or before <paramref name="now"/>.</exception>
    public void ThrowIfPassedAt(long now)
    {
        if (now >= At)
        {
            throw new TimeoutException();
        }
    }
}
