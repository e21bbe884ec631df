using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Clients.Connections;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Probing;

/// <summary>One connection to a probed server that dates what comes. Every wait is bounded; disposing closes it.</summary>
internal sealed class ProbeConnection : IDisposable
{
    private static readonly ClientOptions Options = new() { Like = "", NoDelay = true };
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private const int StatusLine = 12;

    private readonly byte[] buffer = new byte[65536];
    private readonly byte[] start = new byte[StatusLine];
    private readonly ResponseParser parser = new();
    private readonly ClientConnection connection;
    private readonly CancellationToken stop;
    private int startLength;

    private ProbeConnection(ClientConnection connection, CancellationToken stop) => (this.connection, this.stop) = (connection, stop);

    /// <summary>Bytes received so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The status that the bytes since the last <see cref="Mark"/> begin with; null when none came.</summary>
    /// <exception cref="InvalidDataException">They begin with something else.</exception>
    public int? Status =>
        startLength == 0 ? null
        : startLength == StatusLine && start.AsSpan().StartsWith("HTTP/1."u8) && Utf8Parser.TryParse(start.AsSpan(9), out int status, out _)
            ? status
            : throw new InvalidDataException();

    /// <summary>When the last byte was received.</summary>
    public long LastByteAt { get; private set; }

    /// <summary>When the server's half ended; 0 while it has not.</summary>
    public long EndedAt { get; private set; }

    /// <summary>The response read last says that none follows it.</summary>
    public bool IsLastResponse => parser.IsLast;

    /// <summary>From the last byte received to the end.</summary>
    public TimeSpan AfterLastByte => Stopwatch.GetElapsedTime(LastByteAt, EndedAt);

    /// <summary>What comes from here on is another answer.</summary>
    public void Mark() => startLength = 0;

    /// <exception cref="TcpException">Nobody listens there.</exception>
    public static async Task<ProbeConnection> OpenAsync(ITcpSockets sockets, IPEndPoint server, CancellationToken stop)
    {
        var target = new Target(Options, server.Address, server.Port);
        var opened = new ClientConnection(sockets.Open(target.Address.Family, ClientConnection.TraitsOf(Options) | TcpTraits.OnThreadPool));
        try
        {
            await opened.Socket.ConnectAsync(target.Address, stop);
            return new(opened, stop) { LastByteAt = Stopwatch.GetTimestamp() };
        }
        catch
        {
            opened.Close();
            throw;
        }
    }

    /// <returns>False when the server has reset the connection meanwhile.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await connection.Socket.SendAsync(bytes, stop);
            return true;
        }
        catch (TcpException)
        {
            // ECONNRESET or EPIPE: what was received before it can still be read.
            return false;
        }
    }

    /// <summary>Reads one response.</summary>
    /// <returns>True when it came to its end by its own length.</returns>
    /// <exception cref="InvalidDataException">This is no HTTP/1 response.</exception>
    public async Task<bool> ReadResponseAsync(TimeSpan within)
    {
        parser.Start();
        await ReadAsync(within, untilComplete: true);
        return parser.IsComplete;
    }

    /// <summary>Reads until the server's half ends.</summary>
    public Task<ConnectionEnd> ReadToEndAsync(TimeSpan within) => ReadAsync(within, untilComplete: false);

    /// <summary>shutdown(SHUT_WR): sends FIN.</summary>
    public void ShutdownSend()
    {
        connection.Socket.Shutdown(SocketShutdown.Send);
        LastByteAt = Stopwatch.GetTimestamp();
    }

    /// <summary>After the server's FIN: writes a byte every 50 ms until an RST answers.</summary>
    /// <returns>
    /// How long after the FIN the byte was written that the RST answered, to about 50 ms: 0 for the first one, however late this program
    /// got to it; null when there was no RST within <paramref name="atMost"/>.
    /// </returns>
    public async Task<TimeSpan?> WriteUntilResetAsync(TimeSpan atMost)
    {
        for (var at = TimeSpan.Zero; at < atMost; at = Stopwatch.GetElapsedTime(EndedAt))
        {
            var isSent = await SendAsync("x"u8.ToArray());
            await Task.Delay(Step, stop);
            if (!isSent || connection.Socket.State == TcpState.Close)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>After the server's FIN, and without a byte of the client's: waits for an RST.</summary>
    /// <returns>Whether one came.</returns>
    public async Task<bool> IsResetUnaskedAsync(TimeSpan within)
    {
        var began = Stopwatch.GetTimestamp();
        while (connection.Socket.State != TcpState.Close)
        {
            if (Stopwatch.GetElapsedTime(began) > within)
            {
                return false;
            }

            await Task.Delay(Look, stop);
        }

        return true;
    }

    public void Dispose() => connection.Close();

    private async Task<ConnectionEnd> ReadAsync(TimeSpan within, bool untilComplete)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(within);
        try
        {
            while (!(untilComplete && parser.IsComplete))
            {
                var received = await connection.Socket.ReceiveAsync(buffer, limit.Token);
                var now = Stopwatch.GetTimestamp();
                if (received == 0)
                {
                    EndedAt = now;
                    return ConnectionEnd.Fin;
                }

                (LastByteAt, Bytes) = (now, Bytes + received);
                var kept = Math.Min(received, StatusLine - startLength);
                buffer.AsSpan(0, kept).CopyTo(start.AsSpan(startLength));
                startLength += kept;
                if (untilComplete)
                {
                    parser.Take(buffer.AsSpan(0, received));
                }
            }

            return ConnectionEnd.StillOpen;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return ConnectionEnd.StillOpen;
        }
        catch (TcpException)
        {
            EndedAt = Stopwatch.GetTimestamp();
            return ConnectionEnd.Reset;
        }
    }
}
