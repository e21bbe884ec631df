using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// A step of a connection's life that a trial times: its figures, its curve in the chart and its row in the report come from here.
/// </summary>
/// <param name="Key">Where its durations are in summary.json.</param>
/// <param name="Label">For legends and lists of figures.</param>
/// <param name="Meaning">From when to when.</param>
/// <param name="Colour">A word of the charts' palette.</param>
/// <param name="Better">Which direction is better.</param>
/// <param name="Of">Its durations in a trial; null when it was not timed.</param>
public sealed record TimedStep(
    string Key, string Label, string Meaning, string Colour, Direction Better, Func<TrialSummary, DurationSummary?> Of)
{
    /// <summary>All of them, in reading order.</summary>
    public static IReadOnlyList<TimedStep> All { get; } =
    [
        new(
            "latency_us.connect",
            "connect()",
            "connect() until the connection is established",
            "established",
            Direction.Lower,
            t => t.LatencyUs.Connect),
        new(
            "latency_us.total",
            "whole connection",
            "until the client is done, from when the connection was due (open load) or from its connect() (closed load)",
            "text",
            Direction.Lower,
            t => t.LatencyUs.Total),
        new(
            "latency_us.request",
            "request",
            "until its response is complete, from the request; on a new connection from when that was due or from its connect()",
            "both",
            Direction.Lower,
            t => t.LatencyUs.Request),
        new(
            "latency_us.behind",
            "late start",
            "how much later than due the connection was started; an open load only",
            "failed",
            Direction.Lower,
            t => t.LatencyUs.Behind),
        new(
            "think_time_us",
            "think time",
            "last byte written until the client's FIN, as the server saw it; the wake-up of the server's thread included",
            "client",
            Direction.Neither,
            t => t.ThinkTimeUs),
        new(
            "close_delay_us",
            "close delay",
            "last byte written until the server's close()",
            "server",
            Direction.Neither,
            t => t.CloseDelayUs),
    ];

    /// <summary>
    /// The steps that a trial timed, with their durations. Where a connection has one request, that takes as long as the connection.
    /// </summary>
    public static IEnumerable<(TimedStep Step, DurationSummary Duration)> In(TrialSummary trial) =>
        All.Where(s => s.Key != "latency_us.request" || trial.ReusesConnections())
            .Select(s => (s, s.Of(trial) ?? new())).Where(s => s.Item2.Count > 0);
}
