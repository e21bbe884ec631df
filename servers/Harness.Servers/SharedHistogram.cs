using Harness.Protocol.Counting;

namespace Harness.Servers;

/// <summary>A histogram for threads to write and to read.</summary>
internal sealed class SharedHistogram
{
    private readonly Lock gate = new();
    private readonly Histogram histogram = new();

    public void Record(long nanoseconds)
    {
        lock (gate)
        {
            histogram.Record(nanoseconds);
        }
    }

    public Histogram Copy()
    {
        var copy = new Histogram();
        lock (gate)
        {
            copy.Add(histogram);
        }

        return copy;
    }
}
