using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>What one side held and cost.</summary>
public sealed record SideSummary
{
    /// <summary>TIME_WAIT.</summary>
    public TimeWaitSummary TimeWait { get; init; } = new();

    /// <summary>CLOSE_WAIT.</summary>
    public StateSummary CloseWait { get; init; } = new();

    /// <summary>FIN_WAIT2, minisockets included.</summary>
    public StateSummary FinWait2 { get; init; } = new();

    /// <summary>ESTABLISHED.</summary>
    public StateSummary Established { get; init; } = new();

    /// <summary>How long a TIME_WAIT lasted; null unless <c>sample.lifetimes</c> asks.</summary>
    public LifetimeSummary? TimeWaitLifetimeMs { get; init; }

    /// <summary>How long a FIN_WAIT2 lasted; null unless <c>sample.lifetimes</c> asks.</summary>
    public LifetimeSummary? FinWait2LifetimeMs { get; init; }

    /// <summary>By how much each kernel counter of the namespace grew, such as <c>TcpExt.TW</c>; those that did not are left out, but for the <see cref="WatchedCounters"/> that the kernel has.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Requests that the built-in server answered; 0 on the client's side.</summary>
    public long Requests { get; init; }

    /// <summary>The head of the first request that the built-in server read, its first 2048 bytes; null elsewhere.</summary>
    public string? FirstRequest { get; init; }

    /// <summary>CPU time of the side's process, sampler included.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Largest resident memory of the side's process.</summary>
    public long MaxRssBytes { get; init; }

    /// <summary>What the program that played this side came to; null for a built-in role.</summary>
    public ProgramSummary? Program { get; init; }

    /// <summary>What one sample cost, in microseconds.</summary>
    public DurationSummary SampleCostUs { get; init; } = new();
}
