using System.Text.Json.Serialization;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

/// <summary>
/// When and how the test server ends a connection after its response. Each case states its visible consequence, what it is, and how a
/// scenario writes it; a class of Harness.Servers carries it out.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "policy")]
[JsonDerivedType(typeof(Immediately), "immediately")]
[JsonDerivedType(typeof(After), "after")]
[JsonDerivedType(typeof(WhenClientCloses), "when_client_closes")]
[JsonDerivedType(typeof(Never), "never")]
[JsonDerivedType(typeof(Reset), "reset")]
[JsonDerivedType(typeof(Linger), "linger")]
[JsonDerivedType(typeof(HalfCloseThenDrain), "half_close_then_drain")]
[JsonDerivedType(typeof(KeepAlive), "keep_alive")]
public abstract record ServerClose
{
    private ServerClose(
        bool mayCloseFirst = false, bool resets = false, bool staysOpen = false, bool keepsAlive = false, bool needsPreciseDelay = false)
    {
        (MayCloseFirst, Resets, StaysOpen) = (mayCloseFirst, resets, staysOpen);
        (KeepsAlive, NeedsPreciseDelay) = (keepsAlive, needsPreciseDelay);
    }

    /// <summary>The policies as scenarios write them.</summary>
    internal static Shape<ServerClose> Shape => new ChoiceShape<ServerClose>()
        .Word<Immediately>("immediately")
        .Carrying<After, TimeSpan>("after", Values.Delay, "after: DURATION", v => new(v), p => p.Delay)
        .Word<WhenClientCloses>("when_client_closes")
        .Word<Never>("never")
        .Word<Reset>("reset")
        .Carrying<Linger, TimeSpan>("linger", Values.LingerTime, "linger: DURATION", v => new(v), p => p.Time)
        .Carrying<HalfCloseThenDrain, HalfCloseThenDrain>(
            "half_close_then_drain",
            new MapShape<HalfCloseThenDrain>((_, _) => new(TimeSpan.FromSeconds(5)))
                .Key("at_most", Values.Wait, p => p.AtMost, (p, v) => p with { AtMost = v }),
            "half_close_then_drain: { at_most: DURATION }",
            v => v,
            p => p)
        .Carrying<KeepAlive, KeepAlive>(
            "keep_alive",
            new MapShape<KeepAlive>((_, _) => new(TimeSpan.FromSeconds(5), 1000))
                .Key("idle", Values.Wait, p => p.Idle, (p, v) => p with { Idle = v })
                .Key("requests", Values.Whole(1, 1_000_000_000), p => p.Requests, (p, v) => p with { Requests = v }),
            "keep_alive: { idle: DURATION, requests: N }",
            v => v,
            p => p);

    /// <summary>The server may send the first FIN, and then enters TIME_WAIT.</summary>
    [JsonIgnore]
    public bool MayCloseFirst { get; }

    /// <summary>It sends RST instead of FIN: no TIME_WAIT stays on either side.</summary>
    [JsonIgnore]
    public bool Resets { get; }

    /// <summary>It leaves the connection open, and so with it the client's end.</summary>
    [JsonIgnore]
    public bool StaysOpen { get; }

    /// <summary>It answers more than one request on a connection.</summary>
    [JsonIgnore]
    public bool KeepsAlive { get; }

    /// <summary>It closes after a delay that .NET's timers, which tick in milliseconds, are too coarse for.</summary>
    [JsonIgnore]
    public bool NeedsPreciseDelay { get; }

    /// <summary>close() right after the last byte is written: the server collects the TIME_WAITs, unless the client was faster.</summary>
    public sealed record Immediately() : ServerClose(mayCloseFirst: true);

    /// <summary>
    /// Waits, then close(), without reading in between, like <c>usleep</c> in the C sample: whoever is faster closes first.
    /// </summary>
    /// <param name="Delay">From the last byte written to close(), 0 to 1 h; precise to microseconds.</param>
    public sealed record After(TimeSpan Delay) : ServerClose(mayCloseFirst: true, needsPreciseDelay: true);

    /// <summary>Reads until the client's FIN, then close(): the server never enters TIME_WAIT.</summary>
    public sealed record WhenClientCloses : ServerClose;

    /// <summary>Never closes: a client that closes first leaves the server in CLOSE_WAIT until the run ends.</summary>
    public sealed record Never() : ServerClose(staysOpen: true);

    /// <summary>Sets SO_LINGER to 0 and closes: sends RST, nobody enters TIME_WAIT, unread data is lost.</summary>
    public sealed record Reset() : ServerClose(resets: true);

    /// <summary>
    /// Sets SO_LINGER to some seconds and closes right after the last byte is written: as <see cref="Immediately"/>,
    /// but close(2) returns only when the client has acknowledged all, the FIN too, or when the time is over.
    /// </summary>
    /// <param name="Time">Whole seconds, 1 s to 1 h.</param>
    public sealed record Linger(TimeSpan Time) : ServerClose(mayCloseFirst: true);

    /// <summary>
    /// shutdown(SHUT_WR), reads on until the client's FIN, then close(): the TIME_WAIT is the server's, the response is safe from an RST.
    /// </summary>
    /// <param name="AtMost">How long it waits for the client's FIN, 1 ms to 1 h.</param>
    public sealed record HalfCloseThenDrain(TimeSpan AtMost) : ServerClose(mayCloseFirst: true);

    /// <summary>Waits for further requests; closes after too long an idle time or after the last request allowed.</summary>
    /// <param name="Idle">How long it waits for the next request, 1 ms to 1 h.</param>
    /// <param name="Requests">Requests answered before the server closes, 1 to 1 000 000 000.</param>
    public sealed record KeepAlive(TimeSpan Idle, int Requests) : ServerClose(mayCloseFirst: true, keepsAlive: true);
}
