using System.Text.Json.Serialization;

namespace Harness.Protocol.Counting;

/// <summary>One connection as its client saw it: a row of connections.csv. Durations are microseconds.</summary>
/// <param name="DueAt">When it was due, nanoseconds of the client node's CLOCK_MONOTONIC.</param>
/// <param name="BehindMicroseconds">How much later than due it was started; null in a closed load, where nothing is due.</param>
/// <param name="ConnectMicroseconds">From connect() to the established connection; null when it failed.</param>
/// <param name="TotalMicroseconds">From when it was due to its close.</param>
/// <param name="LocalPort">The client's port; 0 when it never had one.</param>
/// <param name="ServerPort">The server's port.</param>
/// <param name="Requests">Responses received.</param>
/// <param name="Bytes">Bytes received.</param>
/// <param name="ClosedFirst">client, server, reset or unknown, as the client saw it.</param>
/// <param name="Outcome">
/// <c>completed</c>, <c>probe</c> for one that was opened without a request, or the failure's name as in
/// <see cref="ConnectionTally.Errors"/>.
/// </param>
public sealed record ConnectionRow(
    long DueAt,
    double? BehindMicroseconds,
    double? ConnectMicroseconds,
    double TotalMicroseconds,
    int LocalPort,
    int ServerPort,
    int Requests,
    long Bytes,
    string ClosedFirst,
    string Outcome)
{
    /// <summary>When it was due, in seconds since the load began on any node; worked out by the controller.</summary>
    [JsonIgnore]
    public double DueSeconds { get; init; }
}
