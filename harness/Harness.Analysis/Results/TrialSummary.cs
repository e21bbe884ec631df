using Harness.Analysis.Running;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>The figures of one trial.</summary>
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
    public TierSummary Server { get; init; } = new();

    /// <summary>The client's side.</summary>
    public TierSummary Client { get; init; } = new();

    /// <summary>Each node's own figures, the servers first.</summary>
    public IReadOnlyList<NodeSummary> Nodes { get; init; } = [];

    /// <summary>How fast the load ran.</summary>
    public RateSummary Rates { get; init; } = new();

    /// <summary>The loads of <c>then</c> that have a name, by it; null without one.</summary>
    public IReadOnlyDictionary<string, LoadSummary>? Loads { get; init; }

    /// <summary>How long a connection took, in microseconds.</summary>
    public LatencySummary LatencyUs { get; init; } = new();

    /// <summary>
    /// connect() times against the share of the client's ports that TIME_WAITs held; null where they never held a fifth, and on loopback.
    /// </summary>
    public OccupancySummary? ConnectByOccupancy { get; init; }

    /// <summary>What another load engine counted and timed itself; null when the load came from the built-in one.</summary>
    public EngineSummary? Engine { get; init; }

    /// <summary>From the last byte written to the server's close(), in microseconds; null unless the server closes after a delay.</summary>
    public DurationSummary? CloseDelayUs { get; init; }

    /// <summary>How starting the server again went; null unless a <c>then</c> step did.</summary>
    public RestartSummary? Restart { get; init; }

    /// <summary>What the link between the sides did; null without one.</summary>
    public LinkSummary? Link { get; init; }

    /// <summary>What an independent reading of the segments says of these figures; null without a witness.</summary>
    public WitnessSummary? Witness { get; init; }

    /// <summary>
    /// From the last byte written to the client's FIN as the server saw it, in microseconds, with a curve at every percent; it includes the
    /// wake-up of the server's own thread. Null unless the server reads to that FIN.
    /// </summary>
    public DurationSummary? ThinkTimeUs { get; init; }

    /// <summary>What the kernel took for the TIME_WAITs held; null when they were fewer than 10 000, too few to tell.</summary>
    public MemorySummary? Memory { get; init; }

    /// <summary>Bounds that the charts draw.</summary>
    public LimitSummary Limits { get; init; } = new();

    /// <summary>The phases, in order.</summary>
    public IReadOnlyList<PhaseSpan> Phases { get; init; } = [];

    /// <summary>The results of the expectations.</summary>
    public IReadOnlyList<ExpectationResult> Expectations { get; init; } = [];

    /// <summary>Warnings about this trial.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Responses that built-in clients received, or else that the built-in server sent; null with neither.</summary>
    public long? Requests() => Client.Requests ?? Server.Requests;

    /// <summary>Whether connections carried more than one request each.</summary>
    public bool ReusesConnections() => Requests() > Connections.Opened;
}

/// <summary>Bounds of the run that its charts draw; null where one could not be read.</summary>
public sealed record LimitSummary
{
    /// <summary>Ports that the client may take for one server address and port: the width of ip_local_port_range.</summary>
    public int? ClientPorts { get; init; }

    /// <summary>tcp_max_tw_buckets of the server's namespace.</summary>
    public int? ServerTimeWaitBuckets { get; init; }

    /// <summary>tcp_max_tw_buckets of the client's namespace.</summary>
    public int? ClientTimeWaitBuckets { get; init; }

    /// <summary>
    /// Slots of the kernel's hash table of connections, in which every TIME_WAIT is found; all namespaces share it. More may be held than
    /// it has slots: they make chains.
    /// </summary>
    public int? EstablishedHashEntries { get; init; }

    /// <summary>Slots of the kernel's hash table of local ports; null where only root may read the kernel's log.</summary>
    public int? BindHashEntries { get; init; }
}

/// <summary>When a phase began and ended, in seconds since sampling began; the preparation is before 0.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="StartSeconds">Its start.</param>
/// <param name="EndSeconds">Its end.</param>
public sealed record PhaseSpan(Phase Phase, double StartSeconds, double EndSeconds);

/// <summary>The result of one expectation.</summary>
/// <param name="Text">As written in the scenario.</param>
/// <param name="Actual">Its left side's value; null when a figure in it was not measured, and then it has not passed.</param>
/// <param name="Passed">Whether it holds.</param>
public sealed record ExpectationResult(string Text, double? Actual, bool Passed)
{
    /// <summary>Its right side's value; null where <see cref="Actual"/> is, and in results of earlier versions.</summary>
    public double? Expected { get; init; }
}

/// <summary>How the <c>start_server</c> steps of a trial went.</summary>
public sealed record RestartSummary
{
    /// <summary>How many times the server listened again.</summary>
    public int Succeeded { get; init; }

    /// <summary>How many times bind(2) or listen(2) was refused until the time was up.</summary>
    public int Failed { get; init; }

    /// <summary>What they were refused with, by errno name.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>From the first attempt to the last, all steps together.</summary>
    public double WaitedSeconds { get; init; }

    /// <summary>These with one step more.</summary>
    /// <param name="error">The errno's name; null when it listens again.</param>
    /// <param name="seconds">From its first attempt to its last.</param>
    public RestartSummary And(string? error, double seconds)
    {
        var errors = new SortedDictionary<string, long>(Errors.ToDictionary(e => e.Key, e => e.Value), StringComparer.Ordinal);
        if (error is not null)
        {
            errors[error] = errors.GetValueOrDefault(error) + 1;
        }

        return new()
        {
            Succeeded = Succeeded + (error is null ? 1 : 0),
            Failed = Failed + (error is null ? 0 : 1),
            Errors = errors,
            WaitedSeconds = Math.Round(WaitedSeconds + seconds, 3),
        };
    }
}
