using System.Diagnostics;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>
/// One request out, one response in, over a channel that does not wait. Serves all connections of a session, one exchange at a time. What
/// it is called throws the exceptions of <see cref="IByteChannel"/>, <see cref="ResponseReader"/> and <see cref="Deadline"/>.
/// </summary>
/// <param name="options">How the client reads.</param>
/// <param name="blocksFor">
/// How long a read may block its thread, as the imitated programs' do, before it becomes asynchronous: a thread that the kernel wakes
/// closes sooner than one that another thread wakes. Zero: not at all.
/// </param>
/// <param name="deadline">Checked at every read.</param>
internal sealed class HttpExchange(ClientOptions options, TimeSpan blocksFor, Deadline deadline)
{
    private readonly ResponseReader response = new(options);
    private ReadOnlyMemory<byte> unsent;

    /// <summary>Whether reads may block the thread.</summary>
    public bool BlocksThread => blocksFor > TimeSpan.Zero;

    /// <summary>When the last read returned, as <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long LastRead { get; private set; }

    /// <summary>Bytes received on this connection.</summary>
    public long Bytes { get; private set; }

    /// <summary>The response says that the connection carries none after it.</summary>
    public bool IsLast => response.IsLast;

    /// <summary>The server will send no more.</summary>
    public bool IsEndOfFile => response.IsEndOfFile;

    /// <summary>
    /// The client takes what follows the response for an error. wrk hands its parser whatever comes after the end of a response, if only
    /// the end-of-file, and takes the parser's refusal for a read error.
    /// </summary>
    public bool HasUnwantedInput => options.ReconnectsTwice && response.HasMore;

    /// <summary>Begins with a new connection: nothing has been received on it.</summary>
    public void Clear()
    {
        Bytes = 0;
        response.Clear();
    }

    /// <summary>Begins an exchange.</summary>
    /// <param name="request">The request's bytes.</param>
    public void Begin(ReadOnlyMemory<byte> request)
    {
        unsent = request;
        response.Expect();
    }

    /// <summary>Sends what is left of the request.</summary>
    /// <returns>False if the channel would block.</returns>
    public bool TrySend(IByteChannel channel)
    {
        if (!unsent.IsEmpty)
        {
            unsent = unsent[channel.TrySend(unsent.Span)..];
        }

        return unsent.IsEmpty;
    }

    /// <summary>Reads what is left of the response.</summary>
    /// <returns>False if the channel would block.</returns>
    public bool TryReadResponse(IByteChannel channel)
    {
        while (!response.TryComplete())
        {
            if (!TryRead(channel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads and drops what comes, until the server will send no more.</summary>
    /// <returns>False if the channel would block.</returns>
    public bool TryReadToEnd(IByteChannel channel)
    {
        while (!IsEndOfFile)
        {
            if (!TryRead(channel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Spends processor time that the imitated program spends after its last read, where a thread is blocked for it.</summary>
    public void SpendWork(TimeSpan work)
    {
        // Spins instead of sleeping: the imitated program does not sleep either, so the kernel has no reason to give its processor to the
        // server meanwhile.
        var until = BlocksThread ? LastRead + (long)work.TotalNanoseconds : 0;
        while (Stopwatch.GetTimestamp() < until)
        {
        }
    }

    /// <summary>Receives once, without blocking the thread.</summary>
    /// <returns>False if nothing has arrived.</returns>
    public bool TryReceive(IByteChannel channel)
    {
        deadline.ThrowIfStopped();
        if (response.TryReceive(channel) is not { } received)
        {
            return false;
        }

        LastRead = Stopwatch.GetTimestamp();
        Bytes += received;
        deadline.ThrowIfPassedAt(LastRead);
        return true;
    }

    private bool TryRead(IByteChannel channel)
    {
        if (BlocksThread)
        {
            channel.WaitForInput(blocksFor);
        }

        return TryReceive(channel);
    }
}
