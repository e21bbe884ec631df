using System.Text.Json.Serialization;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

/// <summary>
/// When and how the client ends a connection. Each case states its visible consequence, what it is, and how a scenario writes it; a class
/// of Harness.Clients carries it out.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "policy")]
[JsonDerivedType(typeof(Immediately), "immediately")]
[JsonDerivedType(typeof(After), "after")]
[JsonDerivedType(typeof(WhenServerCloses), "when_server_closes")]
[JsonDerivedType(typeof(Never), "never")]
[JsonDerivedType(typeof(Reset), "reset")]
[JsonDerivedType(typeof(ResetWhenServerCloses), "reset_when_server_closes")]
[JsonDerivedType(typeof(Linger), "linger")]
[JsonDerivedType(typeof(ShutdownThenClose), "shutdown_then_close")]
public abstract record ClientClose
{
    private ClientClose(bool mayCloseFirst = false, bool resets = false, bool staysOpen = false, bool needsPreciseDelay = false) =>
        (MayCloseFirst, Resets, StaysOpen, NeedsPreciseDelay) = (mayCloseFirst, resets, staysOpen, needsPreciseDelay);

    /// <summary>The policies as scenarios write them.</summary>
    internal static Shape<ClientClose> Shape => new ChoiceShape<ClientClose>()
        .Word<Immediately>("immediately")
        .Carrying<After, TimeSpan>("after", Values.Delay, "after: DURATION", v => new(v), p => p.Delay)
        .Word<WhenServerCloses>("when_server_closes")
        .Word<Never>("never")
        .Word<Reset>("reset")
        .Word<ResetWhenServerCloses>("reset_when_server_closes")
        .Carrying<Linger, TimeSpan>("linger", Values.LingerTime, "linger: DURATION", v => new(v), p => p.Time)
        .Word<ShutdownThenClose>("shutdown_then_close");

    /// <summary>The client may send the first FIN, and then enters TIME_WAIT.</summary>
    [JsonIgnore]
    public bool MayCloseFirst { get; }

    /// <summary>It sends RST instead of FIN: no TIME_WAIT stays on either side.</summary>
    [JsonIgnore]
    public bool Resets { get; }

    /// <summary>It leaves the connection open, and so with it the server's end.</summary>
    [JsonIgnore]
    public bool StaysOpen { get; }

    /// <summary>It closes after a delay that .NET's timers, which tick in milliseconds, are too coarse for.</summary>
    [JsonIgnore]
    public bool NeedsPreciseDelay { get; }

    /// <summary>close() as soon as the response is complete: the client enters TIME_WAIT, unless the server was faster.</summary>
    public sealed record Immediately() : ClientClose(mayCloseFirst: true);

    /// <summary>Waits after the response is complete, then close(), without reading in between.</summary>
    /// <param name="Delay">From the last byte read to close(), 0 to 1 h; precise to microseconds.</param>
    public sealed record After(TimeSpan Delay) : ClientClose(mayCloseFirst: true, needsPreciseDelay: true);

    /// <summary>Reads until end-of-file whatever Content-Length says, then close(): the client never enters TIME_WAIT.</summary>
    public sealed record WhenServerCloses : ClientClose;

    /// <summary>Never closes: a server that closes first leaves the client in CLOSE_WAIT until the run ends.</summary>
    public sealed record Never() : ClientClose(staysOpen: true);

    /// <summary>Sets SO_LINGER to 0 and closes when the response is complete: sends RST, nobody enters TIME_WAIT.</summary>
    public sealed record Reset() : ClientClose(resets: true);

    /// <summary>
    /// Reads until end-of-file as <see cref="WhenServerCloses"/>, then sets SO_LINGER to 0 and closes: an RST answers the server's FIN and
    /// ends its FIN_WAIT2, so that nobody enters TIME_WAIT.
    /// </summary>
    public sealed record ResetWhenServerCloses() : ClientClose(resets: true);

    /// <summary>
    /// Sets SO_LINGER to some seconds and closes when the response is complete: as <see cref="Immediately"/>,
    /// but close(2) returns only when the server has acknowledged all, the FIN too, or when the time is over.
    /// </summary>
    /// <param name="Time">Whole seconds, 1 s to 1 h.</param>
    public sealed record Linger(TimeSpan Time) : ClientClose(mayCloseFirst: true);

    /// <summary>shutdown(SHUT_RDWR) and close() when the response is complete, as HttpClient does.</summary>
    public sealed record ShutdownThenClose() : ClientClose(mayCloseFirst: true);
}
