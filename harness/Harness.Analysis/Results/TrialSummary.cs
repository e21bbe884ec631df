using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>What one trial, in one fresh pair of sides, came to.</summary>
public sealed record TrialSummary
{
    /// <summary>The trial's number in its run, from 1.</summary>
    public int Trial { get; init; } = 1;

    /// <summary>The swept values of this trial, by key.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>False when the trial broke off.</summary>
    public bool Complete { get; init; }

    /// <summary>The clients' connections.</summary>
    public ConnectionSummary Connections { get; init; } = new();

    /// <summary>Bytes written and received; null when a program played a side.</summary>
    public ByteSummary? Bytes { get; init; }

    /// <summary>Who closed first.</summary>
    public ClosedFirst ClosedFirst { get; init; } = new();

    /// <summary>The server's side.</summary>
    public SideSummary Server { get; init; } = new();

    /// <summary>The client's side.</summary>
    public SideSummary Client { get; init; } = new();

    /// <summary>Each node's own figures, the servers first.</summary>
    public IReadOnlyList<NodeSummary> Nodes { get; init; } = [];

    /// <summary>How fast.</summary>
    public RateSummary Rates { get; init; } = new();

    /// <summary>How long a connection took, in microseconds.</summary>
    public LatencySummary LatencyUs { get; init; } = new();

    /// <summary>connect() times against the share of the client's ports that TIME_WAITs held; null where they never held a fifth, and on loopback.</summary>
    public OccupancySummary? ConnectByOccupancy { get; init; }

    /// <summary>What another load engine counted and timed itself; null when the load came from the built-in one.</summary>
    public EngineSummary? Engine { get; init; }

    /// <summary>From the last byte written to the server's close(), in microseconds; null unless the server closes after a delay.</summary>
    public DurationSummary? CloseDelayUs { get; init; }

    /// <summary>What came of starting the server again; null unless a <c>then</c> step did.</summary>
    public RestartSummary? Restart { get; init; }

    /// <summary>What the link between the sides did; null without one.</summary>
    public LinkSummary? Link { get; init; }

    /// <summary>
    /// From the last byte written to the client's FIN as the server saw it, in microseconds, with a curve at every percent; it includes the wake-up
    /// of the server's own thread. Null unless the server reads to that FIN.
    /// </summary>
    public DurationSummary? ThinkTimeUs { get; init; }

    /// <summary>What the kernel took for the TIME_WAITs held; null when they were fewer than 10 000, too few to tell.</summary>
    public MemorySummary? Memory { get; init; }

    /// <summary>Bounds that the charts draw.</summary>
    public LimitSummary Limits { get; init; } = new();

    /// <summary>The phases, in order.</summary>
    public IReadOnlyList<PhaseSpan> Phases { get; init; } = [];

    /// <summary>The expectations, judged.</summary>
    public IReadOnlyList<ExpectationResult> Expectations { get; init; } = [];

    /// <summary>Warnings about this trial.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}
