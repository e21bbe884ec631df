using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>A share of connections that falls as the delay before a close grows. Those whose end is not known do not count.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ThresholdShare>))]
public enum ThresholdShare
{
    /// <summary>The server closed first, alone or together with the client: it holds a TIME_WAIT.</summary>
    [JsonStringEnumMemberName("server.time_wait")]
    ServerTimeWait,

    /// <summary>Only the server closed first.</summary>
    [JsonStringEnumMemberName("closed_first.server")]
    ServerFirst,

    /// <summary>The client closed first, alone or together with the server: it holds a TIME_WAIT.</summary>
    [JsonStringEnumMemberName("client.time_wait")]
    ClientTimeWait,

    /// <summary>Only the client closed first.</summary>
    [JsonStringEnumMemberName("closed_first.client")]
    ClientFirst,
}

/// <summary>What follows from a <see cref="ThresholdShare"/>.</summary>
public static class ThresholdShares
{
    /// <summary>The key of the delay with which the share falls: that of the side that must wait.</summary>
    public static string DelayKey(this ThresholdShare share) =>
        share is ThresholdShare.ServerTimeWait or ThresholdShare.ServerFirst ? "server.close.after" : "client.close.after";
}
