using Harness.Protocol.Tcp;

namespace Harness.Linux.Tcp;

/// <summary>
/// One descriptor's wait for its next edge, after which the system call that said EAGAIN is retried. A spurious signal costs one system
/// call and is otherwise harmless; an edge that comes between the EAGAIN and the wait is not lost.
/// </summary>
/// <param name="descriptor">A non-blocking one.</param>
/// <param name="loop">Watches the descriptor.</param>
/// <param name="onThreadPool">True: what follows the wait runs on the thread pool, not on the thread that signals.</param>
internal sealed class EdgeWait(SafeFileDescriptor descriptor, EpollLoop loop, bool onThreadPool)
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Signalled = 2;

    private Action? continuation;
    private uint subscribed;
    private int state;

    /// <summary>
    /// Whether an earlier wait was for these events. The first such wait is signalled at once if they have happened already.
    /// </summary>
    internal bool IsSubscribed(uint events) => (subscribed & events) != 0;

    /// <summary>Calls back once, when something may have happened to the descriptor since its last EAGAIN. One call at a time.</summary>
    /// <param name="events">EPOLLIN or EPOLLOUT: what the system call that said EAGAIN needs.</param>
    /// <param name="ready">The callback.</param>
    /// <returns>False if it has happened already; <paramref name="ready"/> is then not called.</returns>
    /// <exception cref="TcpException">epoll_ctl(2) failed.</exception>
    internal bool Begin(uint events, Action ready)
    {
        if (!IsSubscribed(events))
        {
            // Not before the first EAGAIN, which many short connections never see. And only what is waited for: a send buffer has room from
            // the start.
            TcpSocket.ThrowIfFailed(loop.Subscribe(descriptor, this, subscribed, subscribed | events));
            subscribed |= events;
        }

        continuation = ready;
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) == Idle)
        {
            // From here on another thread may already run the callback, and may even be in the next wait.
            return true;
        }

        // Not a plain write: the system call that the caller retries must not be moved before it.
        Interlocked.Exchange(ref state, Idle);
        return false;
    }

    /// <summary>
    /// Ends the current wait, or the next one. From any thread; the callback runs inside this call unless it is to run on the thread pool.
    /// </summary>
    internal void Signal()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref state, Signalled, Idle))
            {
                case Waiting when Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting:
                    Resume(continuation!);
                    return;
                case Idle or Signalled:
                    return;
            }
        }
    }

    /// <summary>To be called before the descriptor is closed.</summary>
    internal void End()
    {
        if (subscribed != 0)
        {
            loop.Unsubscribe(descriptor);
        }
    }

    private void Resume(Action ready)
    {
        if (onThreadPool)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static ready => ready(), ready, preferLocal: false);
        }
        else
        {
            ready();
        }
    }
}
