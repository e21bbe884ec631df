using Harness.Protocol.Counting;

namespace Harness.Protocol.Messages;

/// <summary>What an agent's role saw and what the agent cost, at its end.</summary>
public sealed record RoleReport
{
    /// <summary>The role's connections; null where it cannot tell them from those of the whole machine, and where it never began.</summary>
    public ConnectionTally? Connections { get; init; }

    /// <summary>Who closed first, as this side saw it; null where it saw nothing.</summary>
    public CloseTally? Closes { get; init; }

    /// <summary>What the segments told of the hop; null where they were not watched.</summary>
    public HopTally? Hop { get; init; }

    /// <summary>Built-in server: bytes that its writes took. Built-in clients: bytes that their reads returned.</summary>
    public long Bytes { get; init; }

    /// <summary>Built-in roles: bytes of bodies that were another connection's; null where bodies do not say whose they are.</summary>
    public long? ForeignBytes { get; init; }

    /// <summary>Client: connect() until established.</summary>
    public Histogram Connect { get; init; } = new();

    /// <summary>Built-in clients in a namespace of their own: connect() times by how much of the port range was taken; else null.</summary>
    public OccupancyReport? Occupancy { get; init; }

    /// <summary>Client: due (open load) or connect() (closed load) until done.</summary>
    public Histogram Total { get; init; } = new();

    /// <summary>
    /// Built-in clients: a request's response until it is complete, from the request; on a new connection from due or connect().
    /// </summary>
    public Histogram Request { get; init; } = new();

    /// <summary>Client under an open load: started later than due by so much.</summary>
    public Histogram Behind { get; init; } = new();

    /// <summary>
    /// Client: connections per second that were begun after the first failed one and completed, in the last load; null when none failed.
    /// </summary>
    public double? AfterFirstFailurePerSecond { get; init; }

    /// <summary>Built-in clients: the loads that have a name, by it.</summary>
    public IReadOnlyDictionary<string, LoadReport> Loads { get; init; } = new Dictionary<string, LoadReport>(StringComparer.Ordinal);

    /// <summary>Server that closes after a delay: last byte written until close().</summary>
    public Histogram CloseDelay { get; init; } = new();

    /// <summary>Built-in server: requests answered. Built-in clients: responses received. Null of a program.</summary>
    public long? Requests { get; init; }

    /// <summary>Built-in server: answers that its faults hit; null where there are none to hit them.</summary>
    public FaultCounts? Faults { get; init; }

    /// <summary>Built-in clients: bodies that waited for a 100; null where none does.</summary>
    public ContinueCounts? Continues { get; init; }

    /// <summary>Built-in server: the head of the first request, its first 2048 bytes; null when there was none.</summary>
    public string? FirstRequest { get; init; }

    /// <summary>What the program that played this side came to; null for a built-in role.</summary>
    public ProgramSummary? Program { get; init; }

    /// <summary>Client: what the load engine counted itself; null when the engine is the built-in one.</summary>
    public EngineSummary? Engine { get; init; }

    /// <summary>Link: what it passed on; null for a side.</summary>
    public LinkReport? Link { get; init; }

    /// <summary>Server that reads to the client's FIN: last byte written until that FIN was seen.</summary>
    public Histogram ThinkTime { get; init; } = new();

    /// <summary>Segments that its capture for the witness lacks; null when there was none.</summary>
    public long? WitnessMissed { get; init; }

    /// <summary>What each sample cost.</summary>
    public Histogram SampleCost { get; init; } = new();

    /// <summary>Of this side's TIME_WAITs; null unless they were followed.</summary>
    public Lifetimes? TimeWaitLives { get; init; }

    /// <summary>Of this side's FIN_WAIT2s; null unless they were followed.</summary>
    public Lifetimes? FinWait2Lives { get; init; }

    /// <summary>On hosts: the sockets that are not the hop's, at the end; null elsewhere.</summary>
    public OtherSockets? Others { get; init; }

    /// <summary>By how much each counter of the namespace grew since Watch, by <c>TcpExt.TW</c> or <c>Tcp.ActiveOpens</c>.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>User and system CPU time of the agent since it started.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>The agent's largest resident memory.</summary>
    public long MaxRssBytes { get; init; }

    /// <summary>Samples, rows and events that the agent left out, because too many waited to be read.</summary>
    public long MessagesLeftOut { get; init; }
}
