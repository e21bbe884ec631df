using System.Diagnostics;
using System.Runtime.InteropServices;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// Waits on the kernel's high-resolution timers: blocking by clock_nanosleep without the timer slack of 50 us that usleep has,
/// and asynchronously by one thread that reads one timerfd. Safe for threads.
/// </summary>
public sealed class PreciseDelay : IPreciseDelay, IDisposable
{
    private const long NotArmed = long.MaxValue;

    // Zero would disarm; 1 ns after boot has passed.
    private const long Now = 1;

    private readonly SafeFileDescriptor timer = Libc.timerfd_create(Libc.CLOCK_MONOTONIC, Libc.TFD_CLOEXEC);
    private readonly Lock gate = new();
    private readonly PriorityQueue<Deadline, long> deadlines = new();
    private readonly Thread thread;
    private long armedFor = NotArmed;
    private bool disposed;

    /// <summary>Starts the timer's thread.</summary>
    /// <exception cref="LinuxException">No descriptor is left (EMFILE).</exception>
    public PreciseDelay()
    {
        if (timer.IsInvalid)
        {
            throw LinuxException.Last("timerfd_create");
        }

        thread = new Thread(Run) { IsBackground = true, Name = "precise delay" };
        thread.Start();
    }

    /// <inheritdoc/>
    public void Until(long timestamp)
    {
        TimerSlack.TurnOff();
        int error;
        do
        {
            error = Libc.clock_nanosleep(Libc.CLOCK_MONOTONIC, Libc.TIMER_ABSTIME, Interop.TimeSpec.Of(Math.Max(0, timestamp)), 0);
        }
        while (error == Errno.EINTR);
        if (error != 0)
        {
            throw new LinuxException("clock_nanosleep", error);
        }
    }

    /// <inheritdoc/>
    public ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (timestamp <= Stopwatch.GetTimestamp())
        {
            return ValueTask.CompletedTask;
        }

        var deadline = new Deadline(cancellationToken);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            deadlines.Enqueue(deadline, timestamp);
            if (timestamp < armedFor)
            {
                // Wakes the thread, which then sets the timer itself: the interrupt will come to the processor that it last ran on.
                // From another one, waking an idle processor would make the wait late (by 100 us and more on a virtual machine).
                Arm(Now);
                armedFor = timestamp;
            }
        }

        return new ValueTask(deadline.Task);
    }

    /// <summary>Cancels every wait that is pending.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            Arm(Now);
        }

        // What follows an await runs on the timer's thread and may be what disposes.
        if (Thread.CurrentThread != thread)
        {
            thread.Join();
        }
    }

    private void Run()
    {
        while (WaitForTimer())
        {
            while (TakeDue() is { } deadline)
            {
                deadline.Complete();
            }
        }

        timer.Dispose();
        // Nothing is added any more.
        foreach (var (deadline, _) in deadlines.UnorderedItems)
        {
            deadline.Cancel();
        }
    }

    /// <returns>False when this object was disposed.</returns>
    private bool WaitForTimer()
    {
        Span<byte> expirations = stackalloc byte[sizeof(ulong)];
        if (Libc.read(timer, expirations, sizeof(ulong)) < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
        {
            throw LinuxException.Last("read");
        }

        lock (gate)
        {
            return !disposed;
        }
    }

    /// <summary>Takes the earliest wait when it is due, and otherwise sets the timer for it.</summary>
    private Deadline? TakeDue()
    {
        lock (gate)
        {
            if (disposed)
            {
                return null;
            }

            if (!deadlines.TryPeek(out _, out var timestamp))
            {
                armedFor = NotArmed;
                return null;
            }

            if (timestamp <= Stopwatch.GetTimestamp())
            {
                return deadlines.Dequeue();
            }

            Arm(timestamp);
            return null;
        }
    }

    private void Arm(long timestamp)
    {
        var spec = new TimerSpec { it_value = Interop.TimeSpec.Of(timestamp) };
        LinuxException.ThrowIfFailed(Libc.timerfd_settime(timer, Libc.TFD_TIMER_ABSTIME, in spec, 0), "timerfd_settime");
        armedFor = timestamp;
    }

    /// <summary>
    /// A wait. Its continuation runs where it ends, without a hop to the thread pool that would cost precision.
    /// A cancelled one stays in the queue until it would have been due.
    /// </summary>
    private sealed class Deadline : TaskCompletionSource
    {
        private readonly CancellationTokenRegistration registration;

        internal Deadline(CancellationToken cancellationToken) =>
            registration = cancellationToken.UnsafeRegister(static (self, token) => ((Deadline)self!).TrySetCanceled(token), this);

        internal void Complete()
        {
            registration.Unregister();
            TrySetResult();
        }

        internal void Cancel()
        {
            registration.Unregister();
            TrySetCanceled();
        }
    }
}
