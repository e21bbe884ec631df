using System.Diagnostics;

namespace Harness.Clients.Connections;

/// <summary>
/// Until when a connection may last. Who waits looks at no clock: somebody else looks for all connections now and then. Times are
/// <see cref="Stopwatch.GetTimestamp"/>.
/// </summary>
internal sealed class Deadline
{
    private const long Never = long.MaxValue;

    private long passed;
    private long at = Never;

    /// <summary>The end; far away when there is none.</summary>
    public long At
    {
        get => Volatile.Read(ref at);
        set => Volatile.Write(ref at, value);
    }

    /// <summary>From now on there is none.</summary>
    public void Clear() => At = Never;

    /// <summary>Looks at the clock, from any thread.</summary>
    /// <returns>The deadline has passed.</returns>
    public bool Look()
    {
        var end = At;
        if (Stopwatch.GetTimestamp() < end)
        {
            return false;
        }

        Volatile.Write(ref passed, end);
        return true;
    }

    /// <summary>Whether <see cref="Look"/> has found that it has passed.</summary>
    /// <exception cref="TimeoutException">It has.</exception>
    public void ThrowIfSeenToPass() => ThrowIfPassedAt(Volatile.Read(ref passed));

    /// <exception cref="TimeoutException">The deadline is at or before <paramref name="now"/>.</exception>
    public void ThrowIfPassedAt(long now)
    {
        if (now >= At)
        {
            throw new TimeoutException();
        }
    }
}
