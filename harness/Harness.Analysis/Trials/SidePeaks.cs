using System.Diagnostics;
using Harness.Analysis.Catalogue;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Trials;

/// <summary>One side's newest sample and the most of each state in any sample.</summary>
public sealed record SidePeaks
{
    /// <summary>How many samples there were.</summary>
    public int Samples { get; private init; }

    /// <summary>How many in a row, up to the newest, showed the same states.</summary>
    public int Unchanged { get; private init; }

    /// <summary>The newest; null before the first.</summary>
    public Sample? Newest { get; private init; }

    /// <summary>When the newest arrived, as a Stopwatch timestamp; 0 before the first.</summary>
    public long ArrivedAt { get; private init; }

    /// <summary>The most TIME_WAITs in any sample.</summary>
    public int TimeWait { get; private init; }

    /// <summary>The most CLOSE_WAITs in any sample.</summary>
    public int CloseWait { get; private init; }

    /// <summary>The most FIN_WAIT2s in any sample.</summary>
    public int FinWait2 { get; private init; }

    /// <summary>The most established connections in any sample.</summary>
    public int Established { get; private init; }

    /// <summary>For how long TIME_WAITs were held.</summary>
    public TimeHeld TimeHeld { get; private init; } = new();

    /// <summary>These with one sample more.</summary>
    public SidePeaks With(Sample sample) => new()
    {
        Samples = Samples + 1,
        Unchanged = sample.States == Newest?.States ? Unchanged + 1 : 1,
        Newest = sample,
        ArrivedAt = Stopwatch.GetTimestamp(),
        TimeWait = Math.Max(TimeWait, sample.States.TimeWait),
        CloseWait = Math.Max(CloseWait, sample.States.CloseWait),
        FinWait2 = Math.Max(FinWait2, sample.States.FinWait2),
        Established = Math.Max(Established, sample.States.Established),
        TimeHeld = TimeHeld.With(sample),
    };
}
