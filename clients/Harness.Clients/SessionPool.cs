using System.Collections.Concurrent;
using Harness.Clients.Connections;
using Harness.Clients.Pacing;
using Harness.Protocol.Contracts;
using Harness.Protocol.Http;
using Harness.Protocol.Tcp;

namespace Harness.Clients;

/// <summary>
/// The sessions of a load and the threads that they begin on: runs a connection on a session that is free, has it counted, and hands its
/// outcome on.
/// </summary>
internal sealed class SessionPool : ISessionOwner
{
    // A blocked read notices neither a time-out nor the end of the load. Longer than most responses take, and shorter than anyone minds
    // waiting for those.
    private static readonly TimeSpan LongestBlock = TimeSpan.FromMilliseconds(20);

    private readonly LoadPlan plan;
    private readonly ITcpSockets sockets;
    private readonly IPreciseDelay delay;
    private readonly LoadCounts counts;
    private readonly CancellationToken stop;
    private readonly Target[] targets;
    private readonly SourcePorts ports;
    private readonly bool startsThreads;
    private readonly TimeSpan blocksFor;
    private readonly TcpTraits traits;
    private readonly ConcurrentStack<ClientSession> idle = new();
    private readonly ConcurrentBag<ClientSession> all = [];
    private readonly ConcurrentBag<IByteChannel> leftOpen = [];
    private readonly Random pauses;
    private volatile bool isOver;
    private uint turn;

    /// <param name="plan">How connections behave, and where they lead.</param>
    /// <param name="sockets">Makes their sockets.</param>
    /// <param name="delay">For policies that close after a delay.</param>
    /// <param name="counts">Counts each connection.</param>
    /// <param name="stop">Ends every connection once <see cref="Sweep"/> is called.</param>
    public SessionPool(LoadPlan plan, ITcpSockets sockets, IPreciseDelay delay, LoadCounts counts, CancellationToken stop)
    {
        (this.plan, this.sockets, this.delay, this.counts, this.stop) = (plan, sockets, delay, counts, stop);
        targets = [.. Target.Of(plan)];
        ports = new(plan.Client.Source, plan.LocalPorts);
        pauses = new Random(plan.Seed + plan.Share.Index);
        // The i-th connection of node k goes to target i + k: where there are as many nodes as servers, each node still reaches all of
        // them.
        turn = unchecked((uint)plan.Share.Index - 1);
        var (isOwn, size) = (plan.Engine is null, new LoadSize(plan));
        startsThreads = isOwn && plan.Client.ThreadPerConnection && size.IsSmall;
        var blocks = startsThreads || (isOwn && plan.Client.BlocksToRead && size.HasFewCopies);
        blocksFor = blocks ? LongestBlock : TimeSpan.Zero;
        traits = ClientConnection.TraitsOf(plan.Client)
            | (plan.Client.AcksWithRequest && !size.IsSmall ? TcpTraits.AcksWithData : TcpTraits.None)
            // What blocks, and what another engine does, must not run on the thread that serves all sockets.
            | (blocks || !isOwn ? TcpTraits.OnThreadPool : TcpTraits.None);
    }

    /// <inheritdoc/>
    public bool IsOver => isOver;

    /// <summary>Lets connections without a limit of requests end.</summary>
    public void Finish() => isOver = true;

    /// <summary>Ends the connections whose deadline has passed or, once the load is stopped, all of them.</summary>
    public void Sweep()
    {
        foreach (var session in all)
        {
            session.Poll();
        }
    }

    /// <summary>Opens, uses and closes one connection.</summary>
    /// <param name="due">When it was due; null in a closed load.</param>
    /// <param name="isProbe">True: it is closed at once, without a request.</param>
    /// <param name="continuation">Called with the outcome if the connection does not finish synchronously.</param>
    /// <returns>The outcome if it finished synchronously; otherwise null, and <paramref name="continuation"/> receives it later.</returns>
    public ConnectionOutcome? RunOne(long? due, bool isProbe, Action<ConnectionOutcome> continuation)
    {
        if (!idle.TryPop(out var session))
        {
            var deadline = new Deadline(stop);
            session = new(plan.Client, this, delay, new HttpExchange(plan.Client, blocksFor, deadline, counts.Continued), deadline);
            all.Add(session);
        }

        var number = Interlocked.Increment(ref turn);
        var target = targets[number % (uint)targets.Length];
        target = plan.MarksBodies ? target.Marked(BodyMark.Of(plan.Earlier + number)) : target;
        return startsThreads && TryRunOnNewThread(session, target, due, isProbe, continuation) ? null
            : session.Run(target, due, isProbe, continuation) ? Finish(session)
            : null;
    }

    /// <summary>The same for an await, outside a due time.</summary>
    public Task<ConnectionOutcome> RunOneAsync(bool isProbe)
    {
        var ended = new TaskCompletionSource<ConnectionOutcome>();
        return RunOne(due: null, isProbe, ended.SetResult) is { } outcome ? Task.FromResult(outcome) : ended.Task;
    }

    /// <summary>Closes what the policy left open. No connection may be under way.</summary>
    public void CloseLeftOpen()
    {
        while (leftOpen.TryTake(out var channel))
        {
            channel.Close();
        }
    }

    IByteChannel ISessionOwner.Open(Target target)
    {
        var (port, window) = ports.Next();
        return new ClientConnection(sockets.Open(target.EndPoint.AddressFamily, traits, target.SourceAt(port), window));
    }

    void ISessionOwner.Connected(ClientSession session) => counts.Connected(session);

    TimeSpan ISessionOwner.DrawPause()
    {
        lock (pauses)
        {
            return plan.Client.Pause!.Next(pauses);
        }
    }

    void ISessionOwner.Responded(long nanoseconds) => counts.Request.Record(nanoseconds);

    void ISessionOwner.Ended(ClientSession session) => FinishLater(session);

    bool ISessionOwner.Defer(Action action) => sockets.Defer(action);

    // A method of its own, so that only small loads pay for what the lambda captures. Where the kernel has no thread to give, the caller's
    // will do.
    private bool TryRunOnNewThread(ClientSession session, Target target, long? due, bool isProbe, Action<ConnectionOutcome> continuation) =>
        ConnectionThread.TryStart(() =>
        {
            if (session.Run(target, due, isProbe, continuation))
            {
                FinishLater(session);
            }
        });

    private void FinishLater(ClientSession session)
    {
        var continuation = session.Continuation;
        if (Finish(session) is { } outcome)
        {
            continuation(outcome);
        }
    }

    // Null if a second connection follows, which is still under way and passes the outcome of the first on.
    private ConnectionOutcome? Finish(ClientSession session)
    {
        var (outcome, continuation) = (session.Outcome, session.Continuation);
        if (session.IsLeftOpen)
        {
            leftOpen.Add(session.Channel!);
        }

        counts.Ended(session);
        idle.Push(session);
        return outcome.ReconnectsTwice && RunOne(due: null, isProbe: true, _ => continuation(outcome)) is null ? null : outcome;
    }
}
