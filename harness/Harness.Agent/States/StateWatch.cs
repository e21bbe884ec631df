using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Sequences;
using Harness.Protocol.Time;

namespace Harness.Agent.States;

/// <summary>
/// Looks at the states of an end's sockets more often than samples are taken, on a thread of its own: for the sequence diagrams of a
/// link with rules.
/// </summary>
internal sealed class StateWatch : IDisposable
{
    private const long Every = MonotonicClock.Second / 1000;

    // A look goes through the whole table of connections: it gets a thirtieth of one processor's time at most, for several trials may run
    // side by side, each with two such threads.
    private const int PauseToLook = 29;

    private readonly SocketDump dump = new();
    private readonly SocketFilter ofHop;
    private readonly IPreciseDelay delay;
    private readonly Action<AgentReport> tell;
    private readonly Lock gate = new();
    private readonly StateLog log;
    private readonly Thread thread;
    private volatile bool isStopping;

    /// <summary>Begins at once.</summary>
    /// <param name="asked">Whose sockets.</param>
    /// <param name="tell">Takes a refusal when it cannot go on.</param>
    /// <param name="delay">Paces it.</param>
    public StateWatch(AgentCommand.Watch asked, Action<AgentReport> tell, IPreciseDelay delay)
    {
        (ofHop, log, this.tell, this.delay) = (SocketFilter.Of(asked.Tier, asked.Hop), new(asked.Tier), tell, delay);
        thread = new Thread(Watch) { Name = "states", IsBackground = true };
        thread.Start();
    }

    /// <summary>The changes of some connections so far, up to now: on a busy machine the last look may be older.</summary>
    public AgentReport.StatesSeen Of(IReadOnlyList<TracedEnds> connections)
    {
        Look();
        lock (gate)
        {
            return new(log.Of(connections), log.LeftOut);
        }
    }

    public void Dispose()
    {
        isStopping = true;
        thread.Join();
        dump.Dispose();
    }

    private void Watch()
    {
        try
        {
            while (!isStopping)
            {
                delay.Until(Look());
            }
        }
        catch (Exception e)
        {
            // Nobody else would notice that this thread has ended.
            tell(new AgentReport.Refused(RefusalKind.Fault, $"the look at the sockets' states ended: {e.Message}"));
        }
    }

    /// <returns>When the next one is due.</returns>
    private long Look()
    {
        var cpu = ResourceUsage.CpuSecondsOfThisThread();
        long began;
        lock (gate)
        {
            began = MonotonicClock.Now;
            var sockets = dump.List(ofHop);
            log.Observe(sockets, began, MonotonicClock.Now);
        }

        // What it waited for a processor costs nobody anything.
        var now = MonotonicClock.Now;
        var took = (long)((ResourceUsage.CpuSecondsOfThisThread() - cpu) * MonotonicClock.Second);
        return now + Math.Max(began + Every - now, PauseToLook * took);
    }
}
