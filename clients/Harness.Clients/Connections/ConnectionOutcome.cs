using System.Diagnostics;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;

namespace Harness.Clients.Connections;

/// <summary>What became of one connection. Times are <see cref="Stopwatch.GetTimestamp"/>: nanoseconds on Linux.</summary>
internal sealed class ConnectionOutcome
{
    /// <summary>The <see cref="Failure"/> of a connection that the end of the load cut off.</summary>
    public const string Cancelled = "ECANCELED";

    /// <summary>
    /// The <see cref="Failure"/> of a response that is no HTTP/1 response, or that is followed by something the client does not expect.
    /// </summary>
    public const string BadResponse = "BAD_RESPONSE";

    // A connection that cannot be opened costs its worker a pause of this many times what the attempt took, within these
    // bounds: a closed load without ports or descriptors goes on trying, without burning its cores in the kernel's search for one.
    private const int PauseFactor = 10;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>When it was due; null in a closed load, where that is when it was started.</summary>
    public long? Due { get; init; }

    /// <summary>When connect() was called.</summary>
    public long Started { get; init; }

    /// <summary>When it was established; null when it never was.</summary>
    public long? Connected { get; set; }

    /// <summary>When the client was done with it.</summary>
    public long Ended { get; set; }

    /// <summary>0 when it never had one, or nobody asked.</summary>
    public int LocalPort { get; set; }

    /// <summary>Responses received on it.</summary>
    public int Requests { get; set; }

    /// <summary>Bytes received on it.</summary>
    public long Bytes { get; set; }

    /// <summary>Bytes sent on it.</summary>
    public long Sent { get; set; }

    /// <summary>Bytes sent and received on it per second; null when none was received.</summary>
    public long? BytesPerSecond { get; set; }

    /// <summary>Bytes of bodies received on it that were another connection's.</summary>
    public long ForeignBytes { get; set; }

    /// <summary>Who closed first, as this side saw it.</summary>
    public FirstCloser First { get; set; }

    /// <summary>The client opens one more connection and closes it unused.</summary>
    public bool ReconnectsTwice { get; set; }

    /// <summary>Null for success, else a name as in <see cref="ConnectionTally.Errors"/>.</summary>
    public string? Failure { get; set; }

    /// <summary>What <paramref name="error"/> is called as a <see cref="Failure"/>; null for one that no connection ends with.</summary>
    public static string? FailureOf(Exception error) => error switch
    {
        OperationCanceledException => Cancelled,
        TimeoutException => "TIMEOUT",
        TcpException tcp => tcp.Errno,
        InvalidDataException => BadResponse,
        EndOfStreamException => "SHORT_BODY",
        _ => null,
    };

    /// <summary>The client is done with it now.</summary>
    /// <param name="exchange">What was received on it.</param>
    /// <param name="first">Who closed first; of no consequence when it was never established.</param>
    public void End(HttpExchange exchange, FirstCloser first)
    {
        (Bytes, ForeignBytes) = (exchange.Bytes, exchange.ForeignBytes);
        (Sent, BytesPerSecond) = (exchange.Sent, exchange.BytesPerSecond);
        First = Connected is null ? FirstCloser.Unknown : first;
        Ended = Stopwatch.GetTimestamp();
    }

    /// <summary>The row of connections.csv that this outcome is.</summary>
    /// <param name="serverPort">The port that it led to.</param>
    /// <param name="isProbe">It was only opened and closed.</param>
    public ConnectionRow ToRow(int serverPort, bool isProbe)
    {
        var due = Due ?? Started;
        return new(
            due,
            (Started - Due) / 1e3,
            (Connected - Started) / 1e3,
            (Ended - due) / 1e3,
            LocalPort,
            serverPort,
            Requests,
            Bytes,
            First switch
            {
                FirstCloser.Self => "client",
                FirstCloser.Peer => "server",
                FirstCloser.Reset => "reset",
                _ => "unknown",
            },
            Failure ?? (isProbe ? "probe" : "completed"));
    }

    /// <summary>How long its worker waits in a closed load before it opens another one.</summary>
    public TimeSpan Pause
    {
        get
        {
            if (Connected is not null)
            {
                return TimeSpan.Zero;
            }

            var pause = PauseFactor * Stopwatch.GetElapsedTime(Started, Ended);
            return pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
        }
    }
}
