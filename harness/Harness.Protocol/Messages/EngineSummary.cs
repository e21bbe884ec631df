namespace Harness.Protocol.Messages;

/// <summary>
/// What another load engine counted and timed itself. It stands beside this program's own figures, which come from the
/// connections, and replaces none of them.
/// </summary>
public sealed record EngineSummary
{
    /// <summary>The engine's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version of its assembly.</summary>
    public string Version { get; init; } = "";

    /// <summary>How long it says that the load took.</summary>
    public double Seconds { get; init; }

    /// <summary>The connections that it took for successes.</summary>
    public EngineOutcomes Ok { get; init; } = new();

    /// <summary>Those that it took for failures.</summary>
    public EngineOutcomes Fail { get; init; } = new();
}

/// <summary>One kind of outcome, as another load engine counted it.</summary>
public sealed record EngineOutcomes
{
    /// <summary>How many connections had it.</summary>
    public long Count { get; init; }

    /// <summary>Per second, as the engine reckons it.</summary>
    public double PerSecond { get; init; }

    /// <summary>How long they took by the engine's clock, in microseconds.</summary>
    public EngineLatency LatencyUs { get; init; } = new();
}

/// <summary>Durations by another load engine's clock, in microseconds.</summary>
public sealed record EngineLatency
{
    /// <summary>The shortest one, in microseconds.</summary>
    public double Min { get; init; }

    /// <summary>The mean, in microseconds.</summary>
    public double Mean { get; init; }

    /// <summary>The median, in microseconds.</summary>
    public double P50 { get; init; }

    /// <summary>The 75th percentile, in microseconds.</summary>
    public double P75 { get; init; }

    /// <summary>The 95th percentile, in microseconds.</summary>
    public double P95 { get; init; }

    /// <summary>The 99th percentile, in microseconds.</summary>
    public double P99 { get; init; }

    /// <summary>The longest one, in microseconds.</summary>
    public double Max { get; init; }

    /// <summary>The standard deviation, in microseconds.</summary>
    public double StdDev { get; init; }
}
