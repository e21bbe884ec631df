using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// Figures of what stands beside server, client and their connections: the link, another load engine, the kernel's memory and limits.
/// </summary>
internal static class OtherFigures
{
    /// <summary>What the relay between the tiers did.</summary>
    public static IEnumerable<Figure> Link => new[]
    {
        [
            new Figure("link.rtt_us", "round-trip time asked for", FigureUnit.Microseconds, t => t.Summary.Link?.RttUs)
            {
                Subject = "link",
            },
        ],
        LinkDirection("to_server", "to the server", l => l.ToServer),
        LinkDirection("to_client", "to the client", l => l.ToClient),
        DurationFigures.Of("link.late_us", "lateness", t => t.Summary.Link?.LateUs).Select(f => f with { Subject = "link" }),
        [
            new("link.pcap_left_out", "frames without room in link.pcap", FigureUnit.Count, t => t.Summary.Link?.PcapLeftOut)
            {
                Subject = "link", Better = Direction.Lower,
            },
            new("link.cpu_seconds", "CPU time", FigureUnit.Seconds, t => t.Summary.Link?.CpuSeconds)
            {
                Subject = "link", Better = Direction.Lower,
            },
        ],
    }.SelectMany(f => f).Select(f => f with { Scope = Scope.Hop, Merge = Merge.None });

    /// <summary>What an independent reading of the segments says of the other figures.</summary>
    public static IEnumerable<Figure> Witness => new[]
    {
        Count("witness.connections", "connections in the captures", t => t.Witness?.Connections),
        Count("witness.segments", "segments read", t => t.Witness?.Segments),
        Count("witness.missed", "segments missing in the captures", t => t.Witness?.Missed) with { Better = Direction.Lower },
        Count("witness.agreed", "connections that agree", t => t.Witness?.Agreed),
        Count("witness.disagreed", "connections that do not agree", t => t.Witness?.Disagreed) with { Better = Direction.Lower },
    }.Select(f => f with { Subject = "witness", Scope = Scope.Hop, Merge = Merge.None });

    /// <summary>What another load engine counted and timed itself.</summary>
    public static IEnumerable<Figure> Engine =>
    [
        new("engine.seconds", "time that the load took", FigureUnit.Seconds, t => t.Summary.Engine?.Seconds) { Subject = "load engine" },
        .. Outcomes("ok", "load engine, ok", e => e.Ok),
        .. Outcomes("fail", "load engine, failed", e => e.Fail),
    ];

    /// <summary>The answers of the built-in server that its faults hit.</summary>
    public static IEnumerable<Figure> Faults =>
    [
        FaultsOf("late", "answers held back by a fault", f => f.Late),
        FaultsOf("cut", "answers cut by a fault", f => f.Cut),
        FaultsOf("reset", "answers reset by a fault", f => f.Reset),
    ];

    /// <summary>What became of the built-in clients' bodies that waited for a 100.</summary>
    public static IEnumerable<Figure> Continue =>
    [
        ContinueOf("received", "bodies sent because a 100 came", c => c.Received),
        ContinueOf("withheld", "bodies not sent because the answer came first", c => c.Withheld),
        ContinueOf("overdue", "bodies sent because no 100 came in time", c => c.Overdue),
    ];

    /// <summary>What came of starting the server again.</summary>
    public static IEnumerable<Figure> Restart =>
    [
        OfTier("restart.succeeded", "times that the server listened again", t => t.Restart?.Succeeded),
        OfTier("restart.failed", "failed attempts to listen again", t => t.Restart?.Failed) with { Better = Direction.Lower },
        OfTier("restart.waited_seconds", "time until the server listened again", t => t.Restart?.WaitedSeconds) with
        {
            Unit = FigureUnit.Seconds, Better = Direction.Lower, Merge = Merge.Largest,
        },
    ];

    /// <summary>What the kernel took for the TIME_WAITs held.</summary>
    public static IEnumerable<Figure> Memory =>
    [
        Count("memory.held_by_server", "minisockets of the server once everything had settled", t => t.Memory?.HeldByServer),
        Count("memory.held_by_client", "minisockets of the client once everything had settled", t => t.Memory?.HeldByClient),
        Count("memory.bytes", "kernel memory that all TIME_WAITs took", t => t.Memory?.Bytes) with
        {
            Unit = FigureUnit.Bytes, Better = Direction.Lower,
        },
        Count("memory.bytes_per_time_wait", "kernel memory that each TIME_WAIT took", t => t.Memory?.BytesPerTimeWait) with
        {
            Unit = FigureUnit.Bytes, Better = Direction.Lower,
        },
    ];

    /// <summary>The bounds that charts draw.</summary>
    public static IEnumerable<Figure> Limits =>
    [
        OfTier("limits.client_ports", "ports of the client for one destination", t => t.Limits.ClientPorts),
        OfTier(
            "limits.server_time_wait_buckets",
            "TIME_WAITs that the server may hold (tcp_max_tw_buckets)",
            t => t.Limits.ServerTimeWaitBuckets),
        OfTier(
            "limits.client_time_wait_buckets",
            "TIME_WAITs that the client may hold (tcp_max_tw_buckets)",
            t => t.Limits.ClientTimeWaitBuckets),
        Count("limits.established_hash_entries", "slots of the kernel's table of connections", t => t.Limits.EstablishedHashEntries),
        Count("limits.bind_hash_entries", "slots of the kernel's table of local ports", t => t.Limits.BindHashEntries),
    ];

    /// <summary>The share of its ports that the client's TIME_WAITs held, at most.</summary>
    /// <remarks>Each keeps a port busy for that one destination; a server's TIME_WAITs all share its listening port.</remarks>
    public static Figure ClientPorts { get; } = new("client.ports", "share of its ports taken", FigureUnit.Percent, PortsTaken)
    {
        Subject = "client",
        Better = Direction.Lower,
        Scope = Scope.Tier,
        Merge = Merge.Figures,
        DefaultUse = DefaultUse.Compare,
    };

    /// <summary>What the link's rules took and delivered.</summary>
    public static FigureFamily LinkRules { get; } = new(
        "link.rules.", "NAME.matched", "segments matched by the rule", t => t.Summary.Link?.Rules?
            .SelectMany(r => new[]
            {
                KeyValuePair.Create($"{r.Key}.matched", r.Value.Matched),
                KeyValuePair.Create($"{r.Key}.delivered", r.Value.Delivered),
                KeyValuePair.Create($"{r.Key}.left_out", r.Value.LeftOut),
            })
            .ToDictionary())
    {
        Subject = "link", Scope = Scope.Hop,
    };

    /// <summary>Why the server could not listen again, by errno name.</summary>
    public static FigureFamily RestartErrors { get; } = new(
        "restart.errors.", "ERRNO", "failed attempts to listen again with", t => t.Summary.Restart?.Errors)
    {
        Better = Direction.Lower, Scope = Scope.Tier,
    };

    private static Figure Count(string key, string label, Func<TrialSummary, double?> value) =>
        new(key, label, FigureUnit.Count, t => value(t.Summary));

    private static Figure OfTier(string key, string label, Func<TrialSummary, double?> value) =>
        Count(key, label, value) with { Scope = Scope.Tier, Merge = Merge.Sum };

    private static Figure FaultsOf(string key, string label, Func<FaultCounts, long> value) =>
        OfTier($"server.faults.{key}", label, t => t.Server.Faults is { } faults ? value(faults) : null) with { Subject = "server" };

    private static Figure ContinueOf(string key, string label, Func<ContinueCounts, long> value) =>
        OfTier($"client.continue.{key}", label, t => t.Client.Continue is { } counts ? value(counts) : null) with { Subject = "client" };

    private static double? PortsTaken(MeasuredTrial trial) => trial.Summary.Limits.ClientPorts is { } ports and > 0
        ? Round(100.0 * trial.Summary.Client.TimeWait.Peak / ports)
        : null;

    private static double? Round(double? percent) => percent is { } known ? Math.Round(known, 3) : null;

    private static IEnumerable<Figure> LinkDirection(
        string key, string words, Func<LinkSummary, LinkDirectionSummary> direction)
    {
        var subject = $"link, {words}";
        return
        [
            Count("frames", "frames passed on", FigureUnit.Count, Direction.Neither, d => d.Frames),
            Count("bytes", "bytes passed on", FigureUnit.Bytes, Direction.Neither, d => d.Bytes),
            Count("dropped", "frames dropped", FigureUnit.Count, Direction.Lower, d => d.Dropped),
            .. DurationFigures.Of($"link.{key}.delay_us", "delay", t => Of(t)?.DelayUs, Direction.Neither)
                .Select(f => f with { Subject = subject }),
        ];

        LinkDirectionSummary? Of(MeasuredTrial trial) => trial.Summary.Link is { } link ? direction(link) : null;

        Figure Count(string name, string label, FigureUnit unit, Direction better, Func<LinkDirectionSummary, long> value) =>
            new($"link.{key}.{name}", label, unit, t => Of(t) is { } d ? value(d) : null) { Subject = subject, Better = better };
    }

    private static IEnumerable<Figure> Outcomes(string key, string subject, Func<EngineSummary, EngineOutcomes> outcomes)
    {
        return
        [
            new($"engine.{key}.count", "connections", FigureUnit.Count, t => Of(t)?.Count) { Subject = subject },
            new($"engine.{key}.per_second", "connections per second", FigureUnit.PerSecond, t => Of(t)?.PerSecond) { Subject = subject },
            Time("min", "shortest", l => l.Min),
            Time("mean", "mean", l => l.Mean),
            Time("p50", "median", l => l.P50),
            Time("p75", "75th percentile", l => l.P75),
            Time("p95", "95th percentile", l => l.P95),
            Time("p99", "99th percentile", l => l.P99),
            Time("max", "longest", l => l.Max),
            Time("std_dev", "standard deviation", l => l.StdDev),
        ];

        EngineOutcomes? Of(MeasuredTrial trial) => trial.Summary.Engine is { } engine ? outcomes(engine) : null;

        Figure Time(string part, string label, Func<EngineLatency, double> value) => new(
            $"engine.{key}.latency_us.{part}",
            $"whole connection, {label}",
            FigureUnit.Microseconds,
            t => Of(t) is { } o ? value(o.LatencyUs) : null)
        {
            Subject = subject, Better = Direction.Lower, IsMeasured = t => Of(t) is { Count: > 0 },
        };
    }
}
