using Harness.Protocol.Tcp;

namespace Harness.Linux.Tcp;

/// <summary>
/// One descriptor's wait for its next edge. A system call that said EAGAIN is tried again after it: a signal too many costs a system call and is
/// never wrong, whereas an edge that comes between the EAGAIN and the wait is kept.
/// </summary>
/// <param name="descriptor">Does not block.</param>
/// <param name="loop">Where its edges are heard of.</param>
/// <param name="onThreadPool">What follows the wait runs on the thread pool, not where it was signalled.</param>
internal sealed class EdgeWait(SafeFileDescriptor descriptor, EpollLoop loop, bool onThreadPool)
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Signalled = 2;

    private Action? then;
    private uint known;
    private int state;

    /// <summary>A wait before this one was for these events. A first one is signalled at once where they are there already.</summary>
    internal bool Hears(uint events) => (known & events) != 0;

    /// <summary>Calls <paramref name="ready"/> once, when something may have happened to the descriptor since its last EAGAIN. One call at a time.</summary>
    /// <param name="events">EPOLLIN or EPOLLOUT: what the system call that said EAGAIN needs.</param>
    /// <param name="ready">What follows.</param>
    /// <returns>False when it has happened already: <paramref name="ready"/> is not called.</returns>
    /// <exception cref="TcpException">epoll_ctl(2) failed.</exception>
    internal bool Begin(uint events, Action ready)
    {
        if (!Hears(events))
        {
            // Not before the first EAGAIN: many a short connection has none. Nor more than is waited for: room in a send buffer is there from the start.
            TcpSocket.ThrowIfFailed(loop.Tell(descriptor, this, known, known | events));
            known |= events;
        }

        then = ready;
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) == Idle)
        {
            // From here on another thread may be ahead of this one, in the next wait even.
            return true;
        }

        // Not a plain write: what is looked at next must not be read before it.
        Interlocked.Exchange(ref state, Idle);
        return false;
    }

    /// <summary>An edge came, or somebody wants the wait to end. From any thread; what waits goes on inside this call unless it is to do so on the thread pool.</summary>
    internal void Signal()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref state, Signalled, Idle))
            {
                case Waiting when Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting:
                    GoOn(then!);
                    return;
                case Idle or Signalled:
                    return;
            }
        }
    }

    /// <summary>Before the descriptor is closed.</summary>
    internal void End()
    {
        if (known != 0)
        {
            loop.Forget(descriptor);
        }
    }

    private void GoOn(Action ready)
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
