using System.Threading.Tasks.Sources;
using Harness.Model.Tcp;

namespace Harness.Linux.Tcp;

/// <summary>
/// One descriptor's wait for its next edge. A system call that said EAGAIN is tried again after it: a signal too many, or a cancellation, which
/// signals as well, costs a system call and is never wrong, whereas an edge that comes between the EAGAIN and the wait is kept.
/// </summary>
/// <param name="descriptor">Does not block.</param>
/// <param name="loop">Where its edges are heard of.</param>
/// <param name="onThreadPool">What follows the wait runs on the thread pool, not where it was signalled.</param>
internal sealed class EdgeWait(SafeFileDescriptor descriptor, EpollLoop loop, bool onThreadPool) : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Signalled = 2;

    private static readonly Action<object?> SignalOf = static self => ((EdgeWait)self!).Signal();

    private ManualResetValueTaskSourceCore<bool> source = new() { RunContinuationsAsynchronously = onThreadPool };
    private CancellationTokenRegistration registration;
    private bool isKnown;
    private int state;

    /// <summary>Completes when something may have happened to the descriptor since its last EAGAIN. One call at a time; no allocation.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> has been cancelled.</exception>
    /// <exception cref="TcpException">epoll_ctl(2) failed.</exception>
    internal ValueTask NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!isKnown)
        {
            // Not before the first EAGAIN: many a short connection has none.
            isKnown = true;
            TcpSocket.ThrowIfFailed(loop.Add(descriptor, this));
        }

        source.Reset();
        var version = source.Version;
        registration = cancellationToken.UnsafeRegister(SignalOf, this);
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) == Idle)
        {
            // From here on another thread may be ahead of this one, in the next wait even.
            return new(this, version);
        }

        registration.Unregister();
        Volatile.Write(ref state, Idle);
        return ValueTask.CompletedTask;
    }

    /// <summary>An edge came, or a cancellation. From any thread; what waits goes on inside this call unless it is to do so on the thread pool.</summary>
    internal void Signal()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref state, Signalled, Idle))
            {
                case Waiting when Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting:
                    registration.Unregister();
                    source.SetResult(true);
                    return;
                case Idle or Signalled:
                    return;
            }
        }
    }

    /// <summary>Before the descriptor is closed.</summary>
    internal void End()
    {
        if (isKnown)
        {
            loop.Forget(descriptor);
        }
    }

    void IValueTaskSource.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
