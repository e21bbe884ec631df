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
/// <param name="continued">Called for each body that has waited for a 100.</param>
internal sealed class HttpExchange(ClientOptions options, TimeSpan blocksFor, Deadline deadline, Action<ContinueEnd> continued)
{
    private const long Never = long.MaxValue;

    private readonly ResponseReader response = new(options);
    private ReadOnlyMemory<byte> unsent;
    private ReadOnlyMemory<byte> body;
    private long continueAt = Never;
    private bool isBodyUnsent;
    private long firstSent;
    private long lastReceived;

    /// <summary>Whether reads may block the thread.</summary>
    public bool BlocksThread => blocksFor > TimeSpan.Zero;

    /// <summary>When the last read returned, as <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long LastRead { get; private set; }

    /// <summary>Bytes received on this connection.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes sent on this connection.</summary>
    public long Sent { get; private set; }

    /// <summary>
    /// Bytes sent and received per second, from the first one sent to the last one received; null when none was received.
    /// </summary>
    public long? BytesPerSecond => lastReceived > firstSent ? (long)((Sent + Bytes) * 1e9 / (lastReceived - firstSent)) : null;

    /// <summary>Bytes of bodies received on this connection that were another's.</summary>
    public long ForeignBytes => response.ForeignBytes;

    /// <summary>The connection carries no response after this one: it says so, or the body of its request was not sent.</summary>
    public bool IsLast => response.IsLast || isBodyUnsent;

    /// <summary>
    /// Whether a body has waited long enough for its 100. From any thread; the next <see cref="TrySend"/> finds it out by itself.
    /// </summary>
    public bool IsContinueOverdue => Stopwatch.GetTimestamp() >= Volatile.Read(ref continueAt);

    /// <summary>The server will send no more.</summary>
    public bool IsEndOfFile => response.IsEndOfFile;

    /// <summary>
    /// The client takes what follows the response for an error. wrk hands its parser whatever comes after the end of a response, if only
    /// the end-of-file, and takes the parser's refusal for a read error.
    /// </summary>
    public bool HasUnwantedInput => options.ReconnectsTwice && response.HasMore;

    /// <summary>Something has come that nobody asked for, if only the end-of-file: no other request may go out on the connection.</summary>
    public bool HasMore => response.HasMore;

    /// <summary>Begins with a new connection: nothing has been received on it.</summary>
    public void Clear()
    {
        (Bytes, Sent, firstSent, lastReceived) = (0, 0, 0, 0);
        response.Clear();
    }

    /// <summary>Begins an exchange.</summary>
    /// <param name="target">Whose request.</param>
    public void Begin(Target target)
    {
        (unsent, body, isBodyUnsent, continueAt) = (target.Request, target.BodyToContinue, false, Never);
        response.Expect(target.Mark);
    }

    /// <summary>Sends what is left of the request.</summary>
    /// <returns>False if the channel would block.</returns>
    public bool TrySend(IByteChannel channel)
    {
        if (!unsent.IsEmpty)
        {
            firstSent = Sent == 0 ? Stopwatch.GetTimestamp() : firstSent;
            var sent = channel.TrySend(unsent.Span);
            Sent += sent;
            unsent = unsent[sent..];
        }

        return unsent.IsEmpty && (body.IsEmpty || TryContinue(channel));
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
        lastReceived = received > 0 ? LastRead : lastReceived;
        deadline.ThrowIfPassedAt(LastRead);
        return true;
    }

    // The head is sent. The body follows when the server asks for it or has been waited for long enough, and never when it answers first.
    private bool TryContinue(IByteChannel channel)
    {
        if (continueAt == Never)
        {
            Volatile.Write(ref continueAt, Stopwatch.GetTimestamp() + (long)options.ContinueWithin.TotalNanoseconds);
        }

        while (!response.TryComplete() && !response.HasContinued && !response.HasBegun && !IsContinueOverdue)
        {
            var rest = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), continueAt);
            if (!TryRead(channel, rest) && !IsContinueOverdue)
            {
                return false;
            }
        }

        // A server that has answered does not want the body, whatever it said before.
        isBodyUnsent = response.HasBegun;
        continued(isBodyUnsent ? ContinueEnd.Withheld : response.HasContinued ? ContinueEnd.Received : ContinueEnd.Overdue);
        (unsent, body) = (isBodyUnsent ? default : body, default);
        Volatile.Write(ref continueAt, Never);
        return TrySend(channel);
    }

    private bool TryRead(IByteChannel channel) => TryRead(channel, blocksFor);

    private bool TryRead(IByteChannel channel, TimeSpan within)
    {
        if (BlocksThread)
        {
            channel.WaitForInput(within < blocksFor ? within : blocksFor);
        }

        return TryReceive(channel);
    }
}
