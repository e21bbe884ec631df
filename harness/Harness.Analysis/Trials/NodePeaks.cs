using Harness.Protocol.Counting;

namespace Harness.Analysis.Trials;

/// <summary>One node's newest sample, and what its samples counted, each at its moment.</summary>
public sealed class NodePeaks
{
    private readonly List<PeakPoint> points = [];

    /// <summary>How many samples there were.</summary>
    public int Samples => points.Count;

    /// <summary>How many in a row, up to the newest, showed the same states.</summary>
    public int Unchanged { get; private set; }

    /// <summary>The newest; null before the first.</summary>
    public Sample? Newest { get; private set; }

    /// <summary>When the newest arrived, a time stamp of the trial's clock; null before the first.</summary>
    public long? ArrivedAt { get; private set; }

    /// <summary>The counts of all samples, in the order in which they were taken.</summary>
    public IReadOnlyList<PeakPoint> Points => points;

    /// <summary>Takes one sample more.</summary>
    public void Add(Sample sample, long arrivedAt)
    {
        Unchanged = sample.States == Newest?.States ? Unchanged + 1 : 1;
        (Newest, ArrivedAt) = (sample, arrivedAt);
        var states = sample.States;
        points.Add(new(sample.ElapsedSeconds, states.TimeWait, states.CloseWait, states.FinWait2, states.Established));
    }
}
