using System.Threading.Tasks.Sources;
using Harness.Protocol.Tcp;

namespace Harness.Linux.Tcp;

/// <summary>Makes an <see cref="EdgeWait"/> awaitable and cancellable, again and again without an allocation.</summary>
internal sealed class EdgeTask : IValueTaskSource
{
    private static readonly Action<object?> SignalOf = static wait => ((EdgeWait)wait!).Signal();

    private readonly EdgeWait wait;
    private readonly Action complete;
    private ManualResetValueTaskSourceCore<bool> source;
    private CancellationTokenRegistration registration;

    internal EdgeTask(EdgeWait wait)
    {
        this.wait = wait;
        complete = () =>
        {
            registration.Unregister();
            source.SetResult(true);
        };
    }

    /// <summary>Completes when something may have happened to the descriptor since its last EAGAIN. One call at a time.</summary>
    /// <param name="events">EPOLLIN or EPOLLOUT.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was cancelled before the call. Cancelled later, it ends the wait as an edge does.
    /// </exception>
    /// <exception cref="TcpException">epoll_ctl(2) failed.</exception>
    internal ValueTask NextAsync(uint events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        source.Reset();
        var version = source.Version;
        registration = cancellationToken.UnsafeRegister(SignalOf, wait);
        if (wait.Begin(events, complete))
        {
            return new(this, version);
        }

        registration.Unregister();
        return ValueTask.CompletedTask;
    }

    /// <summary>To be called before the descriptor is closed.</summary>
    internal void End() => wait.End();

    void IValueTaskSource.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
