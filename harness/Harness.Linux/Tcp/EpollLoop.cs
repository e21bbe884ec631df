using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>A thread that tells sockets when something has happened to them, by edges (epoll(7), EPOLLET). What a socket does then, it does on this thread. It lives as long as the process.</summary>
internal sealed class EpollLoop
{
    private const int MostEvents = 256;

    private readonly SafeFileDescriptor epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
    private readonly Lock gate = new();
    private readonly List<Action> putOff = [];
    private readonly Thread thread;
    private EdgeWait?[] waits = new EdgeWait?[1024];

    /// <summary>Starts the thread.</summary>
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

    /// <summary>The caller stands on this thread.</summary>
    internal bool IsCurrent => Thread.CurrentThread == thread;

    /// <summary>Tells <paramref name="wait"/> of every edge of <paramref name="descriptor"/> from now on; what is there already counts as one.</summary>
    /// <param name="descriptor">An open one.</param>
    /// <param name="wait">Whom to tell.</param>
    /// <param name="before">Which edges it is told of already; 0 for none.</param>
    /// <param name="events">Which ones it is to be told of.</param>
    /// <returns>Negative when epoll_ctl(2) failed.</returns>
    internal int Tell(SafeFileDescriptor descriptor, EdgeWait wait, uint before, uint events)
    {
        Put(descriptor.Number, wait);
        Span<byte> one = stackalloc byte[EpollEvent.Size];
        EpollEvent.Write(one, events | EpollEvent.EPOLLET, descriptor.Number);
        return Libc.epoll_ctl(epoll, before == 0 ? Libc.EPOLL_CTL_ADD : Libc.EPOLL_CTL_MOD, descriptor, one);
    }

    /// <summary>Calls <paramref name="action"/> after the events at hand. Only from this thread.</summary>
    internal void PutOff(Action action) => putOff.Add(action);

    /// <summary>Before its close(2), which takes <paramref name="descriptor"/> out of the kernel's list.</summary>
    internal void Forget(SafeFileDescriptor descriptor) => Put(descriptor.Number, null);

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
            var count = Libc.epoll_wait(epoll, events, MostEvents, putOff is [] ? -1 : 0);
            if (count < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LinuxException.Last("epoll_wait");
            }

            for (var index = 0; index < count; index++)
            {
                // An event may be that of a socket which was closed since, and whose number another one has: a wait bears a signal too many.
                var descriptor = EpollEvent.DataOf(events, index);
                var known = Volatile.Read(ref waits);
                if (descriptor < known.Length)
                {
                    Volatile.Read(ref known[descriptor])?.Signal();
                }
            }

            // What is put off meanwhile is for after the next events, lest those wait for ever.
            var due = putOff.Count;
            for (var index = 0; index < due; index++)
            {
                putOff[index]();
            }

            putOff.RemoveRange(0, due);
        }
    }
}
