using Harness.Protocol.Counting;

namespace Harness.Analysis.Results;

/// <summary>The loads of one name: what is theirs alone of that which the trial's other figures have of all loads together.</summary>
public sealed record LoadSummary
{
    /// <summary>Connections opened: successful connects.</summary>
    public long Opened { get; init; }

    /// <summary>Connections that ended as the client meant to, with a response that it accepts.</summary>
    public long Completed { get; init; }

    /// <summary>Connections that could not be opened, or ended otherwise.</summary>
    public long Failed { get; init; }

    /// <summary>From the first connection due to the last one ended, in seconds; null when it took none.</summary>
    public double? Seconds { get; init; }

    /// <summary>Completed connections per second; null when the load took no time.</summary>
    public double? ConnectionsPerSecond { get; init; }

    /// <summary>Bytes that the clients sent and read: heads and bodies of requests and responses.</summary>
    public long Bytes { get; init; }

    /// <summary>How fast each connection carried them; null when none was completed.</summary>
    public TransferSummary? BytesPerSecond { get; init; }

    /// <summary>Of what the clients counted.</summary>
    public static LoadSummary Of(LoadReport report) => new()
    {
        Opened = report.Connections.Opened,
        Completed = report.Connections.Completed,
        Failed = report.Connections.Failed,
        Seconds = report.Seconds > 0 ? Math.Round(report.Seconds, 6) : null,
        ConnectionsPerSecond = report.Seconds > 0 ? Math.Round(report.Connections.Completed / report.Seconds, 1) : null,
        Bytes = report.Bytes,
        BytesPerSecond = report.BytesPerSecond is { Count: > 0 } rates
            ? new() { P50 = rates.Quantile(0.5), P90 = rates.Quantile(0.9), Max = rates.Max }
            : null,
    };
}

/// <summary>
/// Bytes per second of completed connections, each from the first byte that the client sent to the last one that it read.
/// </summary>
public sealed record TransferSummary
{
    /// <summary>The median of them.</summary>
    public long P50 { get; init; }

    /// <summary>One in ten was this fast or faster.</summary>
    public long P90 { get; init; }

    /// <summary>The fastest one.</summary>
    public long Max { get; init; }
}
