using Harness.Model.Counting;

namespace Harness.Controller.Trials;

/// <summary>One side's newest sample and the most of each state in any sample.</summary>
internal sealed record SidePeaks
{
    /// <summary>How many samples there were.</summary>
    public int Samples { get; private init; }

    /// <summary>How many in a row, up to the newest, showed the same states.</summary>
    public int Unchanged { get; private init; }

    /// <summary>The newest; null before the first.</summary>
    public Sample? Newest { get; private init; }

    /// <summary>When the newest arrived, a time stamp of the trial's clock; null before the first.</summary>
    public long? ArrivedAt { get; private init; }

    public int TimeWait { get; private init; }

    public int CloseWait { get; private init; }

    public int FinWait2 { get; private init; }

    public int Established { get; private init; }

    public SidePeaks With(Sample sample, long arrivedAt) => new()
    {
        Samples = Samples + 1,
        Unchanged = sample.States == Newest?.States ? Unchanged + 1 : 1,
        Newest = sample,
        ArrivedAt = arrivedAt,
        TimeWait = Math.Max(TimeWait, sample.States.TimeWait),
        CloseWait = Math.Max(CloseWait, sample.States.CloseWait),
        FinWait2 = Math.Max(FinWait2, sample.States.FinWait2),
        Established = Math.Max(Established, sample.States.Established),
    };
}
