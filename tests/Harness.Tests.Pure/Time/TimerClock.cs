using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Tests.Pure.Time;

/// <summary>
/// A clock that a test moves, and that says which timers were asked for: to advance before a wait has begun would lose the wait.
/// </summary>
internal sealed class TimerClock : FakeTimeProvider
{
    private readonly ConcurrentQueue<(TimeSpan Due, TimeSpan Period)> timers = new();

    /// <summary>Every timer so far: when it is due first, and then how often.</summary>
    public IReadOnlyList<(TimeSpan Due, TimeSpan Period)> Timers => [.. timers];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        timers.Enqueue((dueTime, period));
        return timer;
    }
}
