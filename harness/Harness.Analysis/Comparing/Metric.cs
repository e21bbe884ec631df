using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Comparing;

/// <summary>A figure that policies are compared by.</summary>
/// <param name="Key">A stable word for programs.</param>
/// <param name="Name">For people.</param>
/// <param name="Unit">What its values are.</param>
/// <param name="Better">Which direction is better.</param>
/// <param name="Value">Its value in a trial; null when that trial did not measure it.</param>
internal sealed record Metric(string Key, string Name, MetricUnit Unit, MetricDirection Better, Func<ComparedTrial, double?> Value)
{
    /// <summary>All of them, in reading order. The one place that says which direction is better.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("closed_first.server", "closed first by the server", MetricUnit.Percent, MetricDirection.Neither, t => Share(t.Summary.ClosedFirst, c => c.Server)),
        new("closed_first.client", "closed first by the client", MetricUnit.Percent, MetricDirection.Neither, t => Share(t.Summary.ClosedFirst, c => c.Client)),
        new("closed_first.both", "closed by both at once", MetricUnit.Percent, MetricDirection.Neither, t => Share(t.Summary.ClosedFirst, c => c.Both)),
        new("closed_first.reset", "ended by an RST", MetricUnit.Percent, MetricDirection.Neither, t => Share(t.Summary.ClosedFirst, c => c.Reset)),
        // A TIME_WAIT costs memory wherever it is, and a port at the client: on either side fewer are better for that side.
        new("server.time_wait.entered", "server: TIME_WAITs entered", MetricUnit.Count, MetricDirection.Lower, t => t.Summary.Server.TimeWait.Entered),
        new("server.time_wait.peak", "server: most at once", MetricUnit.Count, MetricDirection.Lower, t => t.Summary.Server.TimeWait.Peak),
        new("server.time_wait.held", "server: held, each on average", MetricUnit.Seconds, MetricDirection.Neither, t => t.ServerHeldSeconds),
        new("server.time_wait.memory", "server: memory of the most at once", MetricUnit.Bytes, MetricDirection.Lower, t => Memory(t, t.Summary.Server)),
        new("client.time_wait.entered", "client: TIME_WAITs entered", MetricUnit.Count, MetricDirection.Lower, t => t.Summary.Client.TimeWait.Entered),
        new("client.time_wait.peak", "client: most at once", MetricUnit.Count, MetricDirection.Lower, t => t.Summary.Client.TimeWait.Peak),
        new("client.time_wait.held", "client: held, each on average", MetricUnit.Seconds, MetricDirection.Neither, t => t.ClientHeldSeconds),
        new("client.time_wait.memory", "client: memory of the most at once", MetricUnit.Bytes, MetricDirection.Lower, t => Memory(t, t.Summary.Client)),
        new("client.ports", "client: ports taken, of its range", MetricUnit.Percent, MetricDirection.Lower, Ports),
        new("connections.completed", "connections completed", MetricUnit.Count, MetricDirection.Neither, t => t.Summary.Connections.Completed),
        new("connections.failed", "connections failed", MetricUnit.Count, MetricDirection.Lower, t => t.Summary.Connections.Failed),
        new("rates.connections_per_second", "connections per second", MetricUnit.PerSecond, MetricDirection.Higher, t => t.Summary.Rates.LoadSeconds > 0 ? t.Summary.Rates.ConnectionsPerSecond : null),
        new("latency_us.connect.p50", "connect(), median", MetricUnit.Microseconds, MetricDirection.Lower, t => Latency(t.Summary.LatencyUs.Connect, d => d.P50)),
        new("latency_us.connect.p99", "connect(), 99th percentile", MetricUnit.Microseconds, MetricDirection.Lower, t => Latency(t.Summary.LatencyUs.Connect, d => d.P99)),
        new("latency_us.total.p50", "whole connection, median", MetricUnit.Microseconds, MetricDirection.Lower, t => Latency(t.Summary.LatencyUs.Total, d => d.P50)),
        new("latency_us.total.p90", "whole connection, 90th percentile", MetricUnit.Microseconds, MetricDirection.Lower, t => Latency(t.Summary.LatencyUs.Total, d => d.P90)),
        new("latency_us.total.p99", "whole connection, 99th percentile", MetricUnit.Microseconds, MetricDirection.Lower, t => Latency(t.Summary.LatencyUs.Total, d => d.P99)),
        new("server.cpu_per_connection", "server: CPU time per connection", MetricUnit.Microseconds, MetricDirection.Lower, t => Cpu(t, t.Summary.Server)),
        new("client.cpu_per_connection", "client: CPU time per connection", MetricUnit.Microseconds, MetricDirection.Lower, t => Cpu(t, t.Summary.Client)),
    ];

    private static double? Share(ClosedFirst closed, Func<ClosedFirst, long> count) => closed.Known() == 0 ? null : Math.Round(100.0 * count(closed) / closed.Known(), 3);

    private static double? Memory(ComparedTrial t, SideSummary side) => t.TimeWaitBytes is { } bytes ? (double)bytes * side.TimeWait.Peak : null;

    /// <summary>Each TIME_WAIT of the client keeps a port of its range busy for that one destination; a server's TIME_WAITs all share its listening port.</summary>
    private static double? Ports(ComparedTrial t) => t.Summary.Limits.ClientPorts is { } ports and > 0 ? Math.Round(100.0 * t.Summary.Client.TimeWait.Peak / ports, 3) : null;

    private static double? Latency(DurationSummary duration, Func<DurationSummary, double> value) => duration.Count == 0 ? null : value(duration);

    private static double? Cpu(ComparedTrial t, SideSummary side) =>
        side.MaxRssBytes == 0 || t.Summary.Connections.Completed == 0 ? null : Math.Round((side.CpuSeconds + (side.Program?.CpuSeconds ?? 0)) * 1e6 / t.Summary.Connections.Completed, 1);
}
