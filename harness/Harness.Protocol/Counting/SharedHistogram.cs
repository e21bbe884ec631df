namespace Harness.Protocol.Counting;

/// <summary>A histogram that several threads write while others read it.</summary>
public sealed class SharedHistogram
{
    private readonly Lock gate = new();
    private readonly Histogram histogram = new();

    /// <summary>Records one duration.</summary>
    /// <param name="nanoseconds">Negative values count as 0.</param>
    public void Record(long nanoseconds)
    {
        lock (gate)
        {
            histogram.Record(nanoseconds);
        }
    }

    /// <summary>A copy of all that was recorded so far.</summary>
    public Histogram Copy()
    {
        lock (gate)
        {
            return Histogram.Merge([histogram]);
        }
    }
}
