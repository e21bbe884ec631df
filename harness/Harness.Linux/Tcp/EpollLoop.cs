using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>
/// A thread that waits for the edges of many descriptors (epoll(7), EPOLLET) and signals their <see cref="EdgeWait"/>s. What follows a wait
/// runs on this thread. It lives as long as the process.
/// </summary>
internal sealed class EpollLoop
{
    private const int MostEvents = 256;

    private readonly SafeFileDescriptor epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
    private readonly Lock gate = new();
    private readonly List<Action> deferred = [];
    private readonly Thread thread;
    private EdgeWait?[] waits = new EdgeWait?[1024];

    /// <summary>Starts the loop's thread.</summary>
    /// <exception cref="LinuxException">No descriptor is left (EMFILE).</exception>
    internal EpollLoop()
    {
        if (epoll.IsInvalid)
        {
            throw LinuxException.Last("epoll_create1");
        }

        thread = new(Run) { IsBackground = true, Name = "epoll" };
        thread.Start();
    }

    /// <summary>Whether the caller runs on this loop's thread.</summary>
    internal bool IsCurrent => Thread.CurrentThread == thread;

    /// <summary>Signals a wait at every edge of a descriptor from now on. A state that holds already counts as an edge.</summary>
    /// <param name="descriptor">An open one.</param>
    /// <param name="wait">What to signal.</param>
    /// <param name="before">The events that it is subscribed to already; 0 for none.</param>
    /// <param name="events">The events that it is to be subscribed to.</param>
    /// <returns>Negative if epoll_ctl(2) failed.</returns>
    internal int Subscribe(SafeFileDescriptor descriptor, EdgeWait wait, uint before, uint events)
    {
        Put(descriptor.Number, wait);
        Span<byte> one = stackalloc byte[EpollEvent.Size];
        EpollEvent.Write(one, events | EpollEvent.EPOLLET, descriptor.Number);
        return Libc.epoll_ctl(epoll, before == 0 ? Libc.EPOLL_CTL_ADD : Libc.EPOLL_CTL_MOD, descriptor, one);
    }

    /// <summary>Calls <paramref name="action"/> after the events already received. Only from this thread.</summary>
    internal void Defer(Action action) => deferred.Add(action);

    /// <summary>To be called before close(2), which takes <paramref name="descriptor"/> out of the kernel's list.</summary>
    internal void Unsubscribe(SafeFileDescriptor descriptor) => Put(descriptor.Number, null);

    private void Put(int descriptor, EdgeWait? wait)
    {
        lock (gate)
        {
            if (descriptor >= waits.Length)
            {
                Array.Resize(ref waits, 2 * descriptor);
            }

            waits[descriptor] = wait;
        }
    }

    private void Run()
    {
        Span<byte> events = stackalloc byte[MostEvents * EpollEvent.Size];
        while (true)
        {
            var count = Libc.epoll_wait(epoll, events, MostEvents, deferred is [] ? -1 : 0);
            if (count < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LinuxException.Last("epoll_wait");
            }

            for (var index = 0; index < count; index++)
            {
                // The event may be for a closed socket whose descriptor was reused. That is harmless: waiters tolerate spurious wake-ups.
                var descriptor = EpollEvent.DataOf(events, index);
                var known = Volatile.Read(ref waits);
                if (descriptor < known.Length)
                {
                    Volatile.Read(ref known[descriptor])?.Signal();
                }
            }

            // What these actions defer in turn runs after the next events; otherwise those might wait for ever.
            var due = deferred.Count;
            for (var index = 0; index < due; index++)
            {
                deferred[index]();
            }

            deferred.RemoveRange(0, due);
        }
    }
}
