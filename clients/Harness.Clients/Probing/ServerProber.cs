using System.Diagnostics;
using System.Net;
using System.Text;
using Harness.Protocol.Counting;
using Harness.Protocol.Probing;
using Harness.Protocol.Tcp;

namespace Harness.Clients.Probing;

/// <summary>Finds out on the wire, with a handful of requests one after the other, how an HTTP server ends its connections.</summary>
/// <param name="sockets">Where its sockets come from.</param>
/// <param name="server">Where it listens.</param>
/// <param name="url">What is asked for.</param>
/// <param name="wait">The longest that anything is waited for.</param>
public sealed class ServerProber(ITcpSockets sockets, IPEndPoint server, Uri url, TimeSpan wait)
{
    private const int Times = 5;
    private const int MostKept = 4;

    // A byte every 50 ms: an RST for the second may have been due to the first.
    private static readonly TimeSpan ShortestDrain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UnaskedWithin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterOwnFin = TimeSpan.FromSeconds(1);

    // Fits into the buffers of any connection, so that sending never waits for a server that does not read.
    private const int BodySent = 65536;
    private const int BodyPromised = 1_000_000;

    /// <summary>Requests with <c>Connection: close</c>: five when the server closes by itself and soon, else one.</summary>
    /// <exception cref="TcpException">Nobody listens there.</exception>
    /// <exception cref="InvalidDataException">What answers is no HTTP/1.</exception>
    public async Task<EndingProbe> WithCloseAsync(CancellationToken stop)
    {
        var after = new Histogram();
        var began = Stopwatch.GetTimestamp();
        var ending = await WithCloseOnceAsync(after, looksAtDrain: true, stop);
        for (var more = 1; more < Times && IsQuick(ending, after) && Stopwatch.GetElapsedTime(began) < wait; more++)
        {
            // The shortest answer is the server's; what another one took longer, a busy machine did.
            var again = await WithCloseOnceAsync(after, looksAtDrain: false, stop);
            ending = ending with { AnswerSeconds = Shorter(ending.AnswerSeconds, again.AnswerSeconds) };
        }

        return ending with { AfterLastByteUs = Summary(after) };
    }

    /// <summary>Requests that leave the connection open, then none.</summary>
    /// <exception cref="TcpException">Nobody listens there.</exception>
    public async Task<KeepAliveProbe> KeepAliveAsync(CancellationToken stop)
    {
        using var connection = await ProbeConnection.OpenAsync(sockets, server, stop);
        var began = Stopwatch.GetTimestamp();
        var answered = 0;
        while (answered < MostKept && (answered < 2 || Stopwatch.GetElapsedTime(began) < wait / 2))
        {
            if (!await AskAsync(connection))
            {
                break;
            }

            answered++;
            if (connection.IsLastResponse)
            {
                break;
            }
        }

        if (answered < 2)
        {
            return new() { Answered = answered > 0, Kept = false };
        }

        var isLimit = answered < MostKept && (connection.IsLastResponse || connection.EndedAt != 0);
        if (!isLimit)
        {
            return await IdleAsync(connection);
        }

        // A limit says nothing about idle connections: one that has not reached it does.
        using var other = await ProbeConnection.OpenAsync(sockets, server, stop);
        var idle = await AskAsync(other) ? await IdleAsync(other) : new() { Answered = true, Kept = true };
        return idle with { RequestLimit = answered };
    }

    /// <summary>A POST that promises more body than it sends.</summary>
    /// <returns>Null when the server waits for the rest.</returns>
    /// <exception cref="TcpException">Nobody listens there.</exception>
    public async Task<EndingProbe?> UnreadBodyAsync(CancellationToken stop)
    {
        using var connection = await ProbeConnection.OpenAsync(sockets, server, stop);
        await connection.SendAsync(Request("POST", $"Connection: close\r\nContent-Length: {BodyPromised}\r\n"));
        await connection.SendAsync(new byte[BodySent]);
        var after = new Histogram();
        var ending = await EndAsync(connection, after, looksAtDrain: true);
        return ending is { Ending: ServerEnding.WhenClientCloses or ServerEnding.Never, Answered: false }
            ? null
            : ending with { AfterLastByteUs = Summary(after) };
    }

    private async Task<bool> AskAsync(ProbeConnection connection) =>
        await connection.SendAsync(Request("GET", "")) && await connection.ReadResponseAsync(wait);

    private async Task<KeepAliveProbe> IdleAsync(ProbeConnection connection)
    {
        // A server may say why it closes, with a status of its own (408), before it does.
        var since = connection.LastByteAt;
        connection.Mark();
        var end = await connection.ReadToEndAsync(wait);
        return new()
        {
            Answered = true,
            Kept = true,
            IdleSeconds = end == ConnectionEnd.StillOpen ? null : Stopwatch.GetElapsedTime(since, connection.EndedAt).TotalSeconds,
            UnaskedStatus = connection.Status,
            EndedByReset = end == ConnectionEnd.Reset,
        };
    }

    private static bool IsQuick(EndingProbe probe, Histogram after) =>
        probe.Ending is ServerEnding.PlainClose or ServerEnding.HalfCloseThenDrain or ServerEnding.FinThenReset or ServerEnding.Reset
        && after.Max < Quick.TotalNanoseconds;

    private static double? Shorter(double? one, double? other) => other < one ? other : one ?? other;

    private static DurationSummary? Summary(Histogram after) => after.Count == 0 ? null : DurationSummary.Of(after);

    private async Task<EndingProbe> WithCloseOnceAsync(Histogram after, bool looksAtDrain, CancellationToken stop)
    {
        using var connection = await ProbeConnection.OpenAsync(sockets, server, stop);
        await connection.SendAsync(Request("GET", "Connection: close\r\n"));
        var ending = await EndAsync(connection, after, looksAtDrain);

        // On a connection of its own: the byte that finds out about a drain would be answered by an RST too. An RST that comes late looks
        // like the end of a drain.
        return looksAtDrain && ending.Ending is ServerEnding.PlainClose or ServerEnding.HalfCloseThenDrain
            && await IsResetUnaskedAsync(stop)
            ? ending with { Ending = ServerEnding.FinThenReset, DrainSeconds = null, DrainIsLonger = false }
            : ending;
    }

    private async Task<bool> IsResetUnaskedAsync(CancellationToken stop)
    {
        using var connection = await ProbeConnection.OpenAsync(sockets, server, stop);
        await connection.SendAsync(Request("GET", "Connection: close\r\n"));
        return await connection.ReadToEndAsync(wait) == ConnectionEnd.Fin && await connection.IsResetUnaskedAsync(UnaskedWithin);
    }

    private async Task<EndingProbe> EndAsync(ProbeConnection connection, Histogram after, bool looksAtDrain)
    {
        var began = Stopwatch.GetTimestamp();
        var end = await connection.ReadToEndAsync(wait);
        var isAnswered = connection.Status is not null;
        var answer = Stopwatch.GetElapsedTime(began, connection.LastByteAt).TotalSeconds;
        var isOwn = end != ConnectionEnd.StillOpen;
        if (!isOwn)
        {
            connection.ShutdownSend();
            end = await connection.ReadToEndAsync(AfterOwnFin);
        }

        if (end != ConnectionEnd.StillOpen)
        {
            after.Record((long)connection.AfterLastByte.TotalNanoseconds);
        }

        var ending = new EndingProbe
        {
            Answered = isAnswered,
            AnswerSeconds = isAnswered ? answer : null,
            Ending = (isOwn, end) switch
            {
                (true, ConnectionEnd.Reset) => ServerEnding.Reset,
                (true, _) => ServerEnding.PlainClose,
                (false, ConnectionEnd.StillOpen) => ServerEnding.Never,
                _ => ServerEnding.WhenClientCloses,
            },
        };
        return looksAtDrain && ending.Ending == ServerEnding.PlainClose ? await DrainAsync(connection, ending) : ending;
    }

    private async Task<EndingProbe> DrainAsync(ProbeConnection connection, EndingProbe ending)
    {
        var until = await connection.WriteUntilResetAsync(wait);
        return until < ShortestDrain ? ending : ending with
        {
            Ending = ServerEnding.HalfCloseThenDrain,
            DrainSeconds = (until ?? wait).TotalSeconds,
            DrainIsLonger = until is null,
        };
    }

    private ReadOnlyMemory<byte> Request(string method, string fields) =>
        Encoding.ASCII.GetBytes($"{method} {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n{fields}\r\n");
}
