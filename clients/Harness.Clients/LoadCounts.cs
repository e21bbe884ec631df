using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients;

/// <summary>What the load counts, for threads to write and to read.</summary>
internal sealed class LoadCounts
{
    private readonly Lock gate = new();
    private readonly Histogram connect = new();
    private readonly Histogram total = new();
    private readonly Histogram behind = new();
    private long firstDue = long.MaxValue;
    private long lastEnded = long.MinValue;
    private long? firstFailed;
    private long completedSince;
    private long bytes;

    public ConnectionCounter Connections { get; } = new();

    /// <summary>From the first due to the last ended.</summary>
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

    /// <summary>Connections begun after the first failed that were completed, per second from that failure to the last ended; null when none failed, or none ended later.</summary>
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

    /// <summary>Counts a connection that the client is done with.</summary>
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
        Measure(outcome);
    }

    public Histogram Connect() => Copy(connect);

    public Histogram Total() => Copy(total);

    public Histogram Behind() => Copy(behind);

    private void Measure(ConnectionOutcome outcome)
    {
        var due = outcome.Due;
        lock (gate)
        {
            firstDue = Math.Min(firstDue, due ?? outcome.Started);
            lastEnded = Math.Max(lastEnded, outcome.Ended);
            if (outcome.Connected is { } connected)
            {
                connect.Record(connected - outcome.Started);
            }

            if (outcome.Failure is null)
            {
                total.Record(outcome.Ended - (due ?? outcome.Started));
                // One that was under way when the first failed had its port before.
                completedSince += outcome.Started >= firstFailed ? 1 : 0;
            }
            else if (outcome.Failure != ConnectionOutcome.Cancelled)
            {
                firstFailed ??= outcome.Ended;
            }

            if (due is { } at)
            {
                behind.Record(outcome.Started - at);
            }
        }
    }

    private Histogram Copy(Histogram histogram)
    {
        var copy = new Histogram();
        lock (gate)
        {
            copy.Add(histogram);
        }

        return copy;
    }
}
