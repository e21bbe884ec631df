using System.Text.Json.Serialization;
using Harness.Model.Results;

namespace Harness.Model.Scenarios;

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

/// <summary>What a <see cref="ThresholdShare"/> counts.</summary>
public static class ThresholdShares
{
    /// <summary>The connections of the share.</summary>
    public static long Hits(this ThresholdShare share, ClosedFirst closed) => share switch
    {
        ThresholdShare.ServerTimeWait => closed.Server + closed.Both,
        ThresholdShare.ServerFirst => closed.Server,
        ThresholdShare.ClientTimeWait => closed.Client + closed.Both,
        _ => closed.Client,
    };

    /// <summary>The side that must wait for the share to fall.</summary>
    public static Side Waits(this ThresholdShare share) => share is ThresholdShare.ServerTimeWait or ThresholdShare.ServerFirst ? Side.Server : Side.Client;
}
