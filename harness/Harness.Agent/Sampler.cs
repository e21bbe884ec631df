using System.Globalization;
using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;

namespace Harness.Agent;

/// <summary>Watches the sockets and counters of its namespace at even intervals, on a thread of its own.</summary>
/// <param name="asked">Which connections are counted, and how often.</param>
/// <param name="sources">What else a sample is made from.</param>
/// <param name="tell">Takes each sample, and a refusal when the sampler cannot go on.</param>
/// <param name="delay">Keeps the interval.</param>
internal sealed class Sampler(
    AgentCommand.Watch asked, SampleSources sources, Action<AgentReport> tell, IPreciseDelay delay) : IDisposable
{
    // Up to here before a sample is due the end of the sampler interrupts the wait; the rest is waited for precisely.
    private const long PreciseFor = MonotonicClock.Second / 500;

    // Opened before the load: a side that leaks its descriptors is still watched.
    private readonly KernelCounters counters = new();
    private readonly SocketDump dump = new();
    private readonly SocketDump census = new();
    private readonly SocketLives timeWaits = new(TcpState.TimeWait);
    private readonly SocketLives finWait2s = new(TcpState.FinWait2);
    private readonly SocketFilter ofHop = SocketFilter.Of(asked.Tier, asked.Hop);
    private readonly SocketFilter everything = SocketFilter.AloneWith(asked.Tier, asked.Hop);
    private IReadOnlyDictionary<string, long> before = new Dictionary<string, long>();
    private readonly Lock taking = new();
    private readonly ManualResetEvent stopping = new(initialState: false);
    private readonly FinWait2Expiry expiry =
        new(MonotonicClock.Now, () => long.Parse(Sysctl.TryRead("tcp_fin_timeout")!, CultureInfo.InvariantCulture));

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

    /// <summary>
    /// How long this node's TIME_WAITs and FIN_WAIT2s lived; null unless they are followed. Read it after <see cref="Stop"/>.
    /// </summary>
    public (Lifetimes? TimeWait, Lifetimes? FinWait2) Lives => asked.Lifetimes ? (timeWaits.Report(), finWait2s.Report()) : default;

    /// <summary>Every socket of the hop that is this node's now, listeners left out.</summary>
    public IReadOnlyList<SocketEntry> Census() => census.List(ofHop);

    /// <summary>
    /// The sockets of this network that are not the hop's. Two looks are not one moment: what moves between them is not exact.
    /// </summary>
    public OtherSockets Others()
    {
        var (all, own) = (census.Count(SocketFilter.All), census.Count(ofHop));
        return new(Math.Max(0, all.Moving + all.TimeWait - own.Moving - own.TimeWait), Math.Max(0, all.TimeWait - own.TimeWait));
    }

    /// <summary>By how much each counter that the kernel has grew since the start.</summary>
    public IReadOnlyDictionary<string, long> CountersGrown() => Grown(counters.Read());

    /// <summary>Takes a sample beside those at even intervals, and tells it before it returns.</summary>
    public void TakeNow()
    {
        lock (taking)
        {
            tell(new AgentReport.Sampled(Take()));
        }
    }

    public void Stop()
    {
        stopping.Set();
        thread?.Join();
    }

    public void Dispose()
    {
        Stop();
        stopping.Dispose();
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
            tell(new AgentReport.Refused(RefusalKind.Fault, $"the sampler ended: {e.Message}"));
        }
    }

    private void Sample()
    {
        var interval = (long)asked.Every.TotalNanoseconds;
        for (var due = MonotonicClock.Now; !HasStoppedBefore(due); due = Math.Max(due + interval, MonotonicClock.Now))
        {
            TakeNow();
        }
    }

    // Waits until a sample is due. A long interval does not hold up the end.
    private bool HasStoppedBefore(long due)
    {
        var patience = (due - PreciseFor - MonotonicClock.Now) / (MonotonicClock.Second / 1000);
        if (stopping.WaitOne((int)Math.Clamp(patience, 0, int.MaxValue)))
        {
            return true;
        }

        delay.Until(due);
        return false;
    }

    private Sample Take()
    {
        var begin = MonotonicClock.Now;
        // The counters first: a minisocket that is made in between must not be taken for a TIME_WAIT.
        var grown = Grown(counters.Read());
        var hop = sources.Segments?.Tally();
        var isWhole = hop is { Missed: 0 };
        var refused = TimeWaitCounters.Refused(grown);

        // Which connections were refused a TIME_WAIT is not to be seen.
        var saysEntered = isWhole && refused == 0;

        var states = dump.Count(sources.HasTheHopAlone(hop) ? everything : ofHop);
        if (asked.Lifetimes)
        {
            var sockets = dump.List(ofHop);
            var now = MonotonicClock.Now;
            timeWaits.Observe(sockets, now);
            finWait2s.Observe(sockets, now);
        }

        entered = Math.Max(entered, saysEntered
            ? hop!.Of(asked.Tier).Entered
            : TimeWaitCounters.Entered(grown, states.FinWait2Minisockets));
        if (saysEntered)
        {
            // The kernel's number of minisockets is not from the same moment as the dump: a FIN_WAIT2 that came between is no TIME_WAIT.
            states = states with { TimeWait = (int)Math.Min(states.TimeWait, entered) };
        }

        var countersSay = sources.IsAlone && sources.Meaning == CounterMeaning.Entry
            && !expiry.Observe(begin, MonotonicClock.Now, states.FinWait2Minisockets, TimeWaitCounters.Minisockets(grown));

        var cost = MonotonicClock.Now - begin;
        Cost.Record(cost);
        return new Sample
        {
            At = begin,
            States = states,
            TimeWaitEntered = saysEntered || countersSay ? entered : null,
            TimeWaitOverflow = sources.IsAlone ? refused : null,
            Connections = sources.Tally(),
            CostMicroseconds = Math.Round(cost / 1e3, 1),
        };
    }

    private Dictionary<string, long> Grown(IReadOnlyDictionary<string, long> now) => now
        .ToDictionary(c => c.Key, c => c.Value - before.GetValueOrDefault(c.Key), StringComparer.Ordinal);
}
