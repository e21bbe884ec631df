namespace Harness.Scenarios.Options;

/// <summary>The <c>client</c> section of a scenario with its profile filled in: how one connection is opened, used and closed.</summary>
public sealed record ClientOptions
{
    /// <summary>As many requests on a connection as the server allows, or seems to, until the load is over: wrk's way.</summary>
    public const int NoLimit = 1_000_000_000;

    /// <summary>A program that brings its own load instead; then nothing else here is of use. Null: the built-in clients.</summary>
    public ProgramOptions? Program { get; init; }

    /// <summary>The profile that the defaults came from; empty for a program.</summary>
    public required string Like { get; init; }

    /// <summary>The method on the request line.</summary>
    public RequestMethod Method { get; init; }

    /// <summary>Bytes of the request's body, 0 to 64 MiB.</summary>
    public int Body { get; init; }

    /// <summary>
    /// Bytes of each chunk, 1 to 64 MiB: the request's body is sent chunked (RFC 9112, 7.1), without Content-Length. 0: it is not.
    /// </summary>
    public int Chunked { get; init; }

    /// <summary>
    /// True: the head says <c>Expect: 100-continue</c>, and the body waits for the server's 100. It is not sent at all, and the connection
    /// carries no other request, when the final answer comes first.
    /// </summary>
    public bool ExpectContinue { get; init; }

    /// <summary>How long the body waits for the 100 before it is sent all the same, 0 to 1 h; curl's time by default.</summary>
    public TimeSpan ContinueWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The version on the request line.</summary>
    public HttpVersion Http { get; init; } = HttpVersion.Http11;

    /// <summary>The request's Connection field.</summary>
    public ConnectionHeader Connection { get; init; } = ConnectionHeader.None;

    /// <summary>Further header fields as sent, in order, such as <c>Accept: */*</c>. Host comes first by itself.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>When and how it closes.</summary>
    public ClientClose Close { get; init; } = new ClientClose.Immediately();

    /// <summary>True: a body that ends before its Content-Length still counts as a success, as siege and ab see it.</summary>
    public bool AcceptsShortBody { get; init; }

    /// <summary>
    /// Bytes asked for by one read, 1 to 16 MiB. What is larger than this may stay unread at close, which then sends RST.
    /// </summary>
    public int ReceiveBuffer { get; init; } = 16384;

    /// <summary>
    /// True: a read blocks its thread, as long as no more copies run than there are processors, so that this client closes as soon after
    /// its last read as a small C program; otherwise another thread wakes it, which takes tens of microseconds longer.
    /// </summary>
    public bool BlocksToRead { get; init; }

    /// <summary>
    /// True: each connection begins on a new thread, which the kernel puts on the idlest processor as it does a new process, and which
    /// blocks to read. Only as long as no more copies run than there are processors, or at most 200 connections a second are due; otherwise
    /// threads would cost too much.
    /// </summary>
    public bool ThreadPerConnection { get; init; }

    /// <summary>
    /// Processor time that the imitated program spends between its last read and its close, 0 to 10 ms; spent only by connections that
    /// block a thread, as others would wait for it.
    /// </summary>
    public TimeSpan WorksBeforeClose { get; init; }

    /// <summary>
    /// True: the ACK that ends the handshake travels with the request: a segment less per connection, and the server is woken once for
    /// both. Only while more copies run than there are processors, or more than 200 connections a second are due; the imitated programs
    /// send the ACK alone.
    /// </summary>
    public bool AcksWithRequest { get; init; } = true;

    /// <summary>TCP_NODELAY on the socket.</summary>
    public bool NoDelay { get; init; }

    /// <summary>An AF_INET6 socket for IPv4 addresses too, as .NET's HttpClient opens: ss shows it as <c>::ffff:192.0.2.1</c>.</summary>
    public bool DualMode { get; init; }

    /// <summary>True: one connection is opened and closed without a request before the load, as wrk does.</summary>
    public bool ProbesFirst { get; init; }

    /// <summary>
    /// True: what comes after the end of a response (bytes beyond Content-Length, the end-of-file that ended it) is an error, BAD_RESPONSE;
    /// and when the response had ended the connection, the next one is closed unused as well, as wrk does.
    /// </summary>
    public bool ReconnectsTwice { get; init; }

    /// <summary>
    /// Requests on one connection, one after the other, 1 to <see cref="NoLimit"/>; 2 or more need a server that keeps alive.
    /// </summary>
    public int RequestsPerConnection { get; init; } = 1;

    /// <summary>Between a response and the next request of its connection; null: none. What is random follows the load's seed.</summary>
    public DurationDraw? Pause { get; init; }

    /// <summary>From which addresses and ports.</summary>
    public SourceOptions Source { get; init; } = new();

    /// <summary>How long one connection may take from connect to close before it counts as failed, 1 ms to 1 h.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
