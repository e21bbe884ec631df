using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>The <c>sample</c> section: how the sockets of both sides are watched.</summary>
public sealed record SampleOptions
{
    /// <summary>Bytes of a body at most where bodies say whose they are: each side may keep one for each of 62 characters.</summary>
    public const int MostMarkedBody = 1 << 20;

    /// <summary>From one sample to the next, 10 ms to 1 min; default 100 ms.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long sampling goes on after the load.</summary>
    public SampleUntil Until { get; init; } = SampleUntil.Settled;

    /// <summary>The bound on the wait for connections to settle, 0 to 1 h; default 10 s.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True: each TIME_WAIT and FIN_WAIT2 is followed from its birth to its death; a sample then costs more, the more of them there are.
    /// </summary>
    public bool Lifetimes { get; init; }

    /// <summary>
    /// True: both ends' segments are captured, read by code that shares nothing with what counts, and compared with the figures.
    /// </summary>
    public bool Witness { get; init; }

    /// <summary>
    /// True: the bodies of each connection consist of a character of its own, and either side counts the bytes that are another's.
    /// </summary>
    public bool ForeignBytes { get; init; }

    /// <summary>True: a row per connection is kept in connections.csv.</summary>
    public bool Connections { get; init; }
}

/// <summary>How long sampling goes on after the load.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleUntil>))]
public enum SampleUntil
{
    /// <summary>Until no connection is in a moving state; then the census.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled,

    /// <summary>Until the TIME_WAITs and the FIN_WAIT2s that no program holds any more are gone as well, a good minute on Linux.</summary>
    [JsonStringEnumMemberName("drained")]
    Drained,
}
