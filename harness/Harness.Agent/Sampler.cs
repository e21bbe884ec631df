using System.Diagnostics;
using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>Watches the sockets and counters of its namespace at even intervals, on a thread of its own.</summary>
/// <param name="filter">Which sockets are this side's.</param>
/// <param name="every">From one sample to the next.</param>
/// <param name="meaning">What the namespace's TIME_WAIT counter says of this side alone; Unknown where it is shared.</param>
/// <param name="tally">The role's own count.</param>
/// <param name="sampled">Takes each sample.</param>
/// <param name="failed">Is told why, when it cannot go on.</param>
/// <param name="delay">Keeps the interval.</param>
/// <param name="followsLives">Whether each TIME_WAIT and FIN_WAIT2 is followed from its birth to its death.</param>
internal sealed class Sampler(
    SocketFilter filter,
    TimeSpan every,
    CounterMeaning meaning,
    Func<ConnectionTally> tally,
    Action<Sample> sampled,
    Action<string> failed,
    IPreciseDelay delay,
    bool followsLives) : IDisposable
{
    // Opened before the load: a side that leaks its descriptors is still watched.
    private readonly KernelCounters counters = new();
    private readonly SocketDump dump = new();
    private readonly SocketDump census = new();
    private readonly SocketLives timeWaits = new(TcpState.TimeWait);
    private readonly SocketLives finWait2s = new(TcpState.FinWait2);
    private readonly long started = Stopwatch.GetTimestamp();
    private IReadOnlyDictionary<string, long> before = new Dictionary<string, long>();
    private volatile bool isStopping;
    private long entered;
    private Thread? thread;

    /// <summary>What each sample cost. Read it after <see cref="Stop"/>.</summary>
    public Histogram Cost { get; } = new();

    public void Start()
    {
        before = counters.Read();
        thread = new Thread(Watch) { Name = "sampler", IsBackground = true };
        thread.Start();
    }

    /// <summary>How long this side's TIME_WAITs and FIN_WAIT2s lived; null unless they are followed. Read it after <see cref="Stop"/>.</summary>
    public (Lifetimes? TimeWait, Lifetimes? FinWait2) Lives => followsLives ? (timeWaits.Report(), finWait2s.Report()) : default;

    /// <summary>Every socket of this side now, listeners left out.</summary>
    public IReadOnlyList<SocketEntry> Census() => census.List(filter);

    /// <summary>By how much each counter that the kernel has grew since the start.</summary>
    public IReadOnlyDictionary<string, long> CountersGrown() => Grown(counters.Read());

    public void Stop()
    {
        isStopping = true;
        thread?.Join();
    }

    public void Dispose()
    {
        Stop();
        counters.Dispose();
        dump.Dispose();
        census.Dispose();
    }

    private void Watch()
    {
        try
        {
            Sample();
        }
        catch (Exception e)
        {
            // Nobody else would notice that this thread has ended.
            failed($"the sampler ended: {e.Message}");
        }
    }

    private void Sample()
    {
        var interval = (long)(every.TotalSeconds * Stopwatch.Frequency);
        for (var due = started; !isStopping; due = Math.Max(due + interval, Stopwatch.GetTimestamp()))
        {
            while (!isStopping && Stopwatch.GetTimestamp() < due)
            {
                // In steps, so that a long interval does not hold up the end.
                delay.Until(Math.Min(due, Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 20)));
            }

            if (!isStopping)
            {
                sampled(Take());
            }
        }
    }

    private Sample Take()
    {
        var begin = Stopwatch.GetTimestamp();
        // The counters first: a minisocket that is made in between must not be taken for a TIME_WAIT.
        var grown = Grown(counters.Read());
        var states = dump.Count(filter);
        if (followsLives)
        {
            var sockets = dump.List(filter);
            var now = Stopwatch.GetTimestamp();
            timeWaits.Saw(sockets, now);
            finWait2s.Saw(sockets, now);
        }

        entered = Math.Max(entered, TimeWaitCounters.Entered(grown, states.FinWait2Minisockets));
        var cost = Stopwatch.GetElapsedTime(begin);
        Cost.Record((long)cost.TotalNanoseconds);
        return new Sample
        {
            Side = filter.Side,
            ElapsedSeconds = Math.Round(Stopwatch.GetElapsedTime(started, begin).TotalSeconds, 6),
            States = states,
            TimeWaitEntered = meaning == CounterMeaning.Entry ? entered : null,
            TimeWaitOverflow = filter.ServerPorts is null ? TimeWaitCounters.Refused(grown) : null,
            Connections = tally(),
            CostMicroseconds = Math.Round(cost.TotalMicroseconds, 1),
        };
    }

    private Dictionary<string, long> Grown(IReadOnlyDictionary<string, long> now) => now
        .ToDictionary(c => c.Key, c => c.Value - before.GetValueOrDefault(c.Key), StringComparer.Ordinal);
}
