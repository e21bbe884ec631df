using Harness.Model.Counting;
using Harness.Model.Measuring;

namespace Harness.Servers;

/// <summary>What the server counts, for threads to write and to read.</summary>
internal sealed class ServerCounts
{
    private readonly Lock gate = new();
    private readonly Histogram closeDelay = new();
    private long requests;

    public ConnectionCounter Connections { get; } = new();

    public FirstRequest FirstRequest { get; } = new();

    /// <summary>Requests answered.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>A response was written.</summary>
    public void Answered() => Interlocked.Increment(ref requests);

    /// <summary>Records the time from the last byte written to close().</summary>
    public void CloseDelayed(long nanoseconds)
    {
        lock (gate)
        {
            closeDelay.Record(nanoseconds);
        }
    }

    /// <summary>A copy.</summary>
    public Histogram CloseDelay()
    {
        var copy = new Histogram();
        lock (gate)
        {
            copy.Add(closeDelay);
        }

        return copy;
    }
}
