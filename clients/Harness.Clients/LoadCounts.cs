using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients;

/// <summary>What a load counts, and tells those who ask about each connection. Safe for threads.</summary>
/// <param name="connectionEnded">Called for each connection that the client is done with; null when nobody asks.</param>
/// <param name="connectionOpened">Called for each successful connect() with the nanoseconds that it took; null when nobody asks.</param>
internal sealed class LoadCounts(Action<ConnectionRow>? connectionEnded = null, Action<long>? connectionOpened = null)
{
    private readonly Lock gate = new();
    private long firstDue = long.MaxValue;
    private long lastEnded = long.MinValue;
    private long? firstFailed;
    private long completedSince;
    private long bytes;
    private long sentBytes;
    private long foreignBytes;
    private long received;
    private long withheld;
    private long overdue;

    /// <summary>From connect() to the established connection.</summary>
    public SharedHistogram Connect { get; } = new();

    /// <summary>Of completed connections: from due (open load) or connect() (closed load) until done.</summary>
    public SharedHistogram Total { get; } = new();

    /// <summary>Of responses: from the request, or from due or connect() where the connection was new, until complete.</summary>
    public SharedHistogram Request { get; } = new();

    /// <summary>Of completed connections: bytes sent and received per second.</summary>
    public SharedHistogram BytesPerSecond { get; } = new();

    /// <summary>How much later than due the connections of an open load were started.</summary>
    public SharedHistogram Behind { get; } = new();

    /// <summary>Opened, completed, failed, and who closed first.</summary>
    public ConnectionCounter Connections { get; } = new();

    /// <summary>From when the first connection was due until the last one ended.</summary>
    public double Seconds
    {
        get
        {
            lock (gate)
            {
                return firstDue > lastEnded ? 0 : (lastEnded - firstDue) / 1e9;
            }
        }
    }

    /// <summary>
    /// Connections begun after the first failed that were completed, per second from that failure to the last ended; null when none failed,
    /// or none ended later.
    /// </summary>
    public double? AfterFirstFailurePerSecond
    {
        get
        {
            lock (gate)
            {
                return firstFailed is { } since && lastEnded > since ? completedSince / ((lastEnded - since) / 1e9) : null;
            }
        }
    }

    /// <summary>Bytes received on connections that the client is done with.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Bytes sent on connections that the client is done with.</summary>
    public long SentBytes => Interlocked.Read(ref sentBytes);

    /// <summary>Bytes of bodies that were another connection's, likewise.</summary>
    public long ForeignBytes => Interlocked.Read(ref foreignBytes);

    /// <summary>Bodies that waited for a 100.</summary>
    public ContinueCounts Continues => new()
    {
        Received = Interlocked.Read(ref received), Withheld = Interlocked.Read(ref withheld), Overdue = Interlocked.Read(ref overdue),
    };

    /// <summary>Counts a body that has waited for a 100.</summary>
    public void Continued(ContinueEnd end) => Interlocked.Increment(
        ref end == ContinueEnd.Received ? ref received : ref end == ContinueEnd.Withheld ? ref withheld : ref overdue);

    /// <summary>Counts a connection that has just been established.</summary>
    public void Connected(ClientSession session)
    {
        var outcome = session.Outcome;
        Connections.Opened();
        connectionOpened?.Invoke(outcome.Connected!.Value - outcome.Started);
        if (connectionEnded is not null)
        {
            outcome.LocalPort = session.Channel!.LocalPort;
        }
    }

    /// <summary>
    /// Counts a connection that the client is done with. One that was only opened and closed is no success; it may be a failure.
    /// </summary>
    public void Ended(ClientSession session)
    {
        var outcome = session.Outcome;
        if (session.IsProbe && outcome.Failure is null)
        {
            Connections.Closed(outcome.First);
        }
        else
        {
            Ended(outcome);
        }

        connectionEnded?.Invoke(outcome.ToRow(session.Target.EndPoint.Port, session.IsProbe));
    }

    /// <summary>Counts a connection that was to carry a request and that the client is done with.</summary>
    public void Ended(ConnectionOutcome outcome)
    {
        if (outcome.Connected is not null)
        {
            Connections.Closed(outcome.First);
        }

        if (outcome.Failure is { } failure)
        {
            Connections.Failed(failure);
        }
        else
        {
            Connections.Completed();
        }

        Interlocked.Add(ref bytes, outcome.Bytes);
        Interlocked.Add(ref sentBytes, outcome.Sent);
        Interlocked.Add(ref foreignBytes, outcome.ForeignBytes);
        Measure(outcome);
    }

    private void Measure(ConnectionOutcome outcome)
    {
        var due = outcome.Due ?? outcome.Started;
        if (outcome.Connected is { } connected)
        {
            Connect.Record(connected - outcome.Started);
        }

        if (outcome.Failure is null)
        {
            Total.Record(outcome.Ended - due);
            if (outcome.BytesPerSecond is { } rate)
            {
                BytesPerSecond.Record(rate);
            }
        }

        if (outcome.Due is not null)
        {
            Behind.Record(outcome.Started - due);
        }

        lock (gate)
        {
            firstDue = Math.Min(firstDue, due);
            lastEnded = Math.Max(lastEnded, outcome.Ended);
            if (outcome.Failure is null)
            {
                // One that was under way when the first failed had its port before.
                completedSince += outcome.Started >= firstFailed ? 1 : 0;
            }
            else if (outcome.Failure != ConnectionOutcome.Cancelled)
            {
                firstFailed ??= outcome.Ended;
            }
        }
    }
}
