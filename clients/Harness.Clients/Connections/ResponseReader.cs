using Harness.Protocol.Http;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>Finds responses in the pieces in which a connection receives them. One serves all connections of a session.</summary>
internal sealed class ResponseReader(ClientOptions options)
{
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(options.ReceiveBuffer);
    private readonly ResponseParser parser = new();
    private int start;
    private int end;
    private byte? mark;

    /// <summary>The server's FIN has been received.</summary>
    public bool IsEndOfFile { get; private set; }

    /// <summary>A 100 has come before the final response.</summary>
    public bool HasContinued => parser.HasContinued;

    /// <summary>The final response has begun to come.</summary>
    public bool HasBegun => parser.HasBegun;

    /// <summary>The connection carries no response after this one.</summary>
    public bool IsLast => parser.IsLast;

    /// <summary>Something has been received that belongs to no response yet, if only the end-of-file.</summary>
    public bool HasMore => IsEndOfFile || start < end;

    /// <summary>Bytes of bodies on this connection that were another's.</summary>
    public long ForeignBytes { get; private set; }

    /// <summary>Begins with a new connection: nothing has been received on it.</summary>
    public void Clear() => (start, end, IsEndOfFile, ForeignBytes) = (0, 0, false, 0);

    /// <summary>Begins with a new response.</summary>
    /// <param name="mark">The character of its connection's bodies; null when they have none.</param>
    public void Expect(byte? mark)
    {
        this.mark = mark;
        parser.Start();
    }

    /// <summary>Receives what has arrived. What was received before must have been parsed.</summary>
    /// <returns>The number of bytes, 0 at the end-of-file; null if nothing has arrived.</returns>
    /// <exception cref="TcpException">recv(2) failed.</exception>
    public int? TryReceive(IByteChannel channel)
    {
        var received = channel.TryReceive(buffer);
        if (received is { } bytes)
        {
            (start, end, IsEndOfFile) = (0, bytes, bytes == 0);
        }

        return received;
    }

    /// <summary>Parses what has been received.</summary>
    /// <returns>True if the response has ended; false if all of it is parsed and more must be received.</returns>
    /// <exception cref="InvalidDataException">This is no HTTP/1 response, or it ended before its head did.</exception>
    /// <exception cref="EndOfStreamException">It ended before its body did, and the client minds.</exception>
    public bool TryComplete()
    {
        if (!parser.IsComplete && start < end)
        {
            var taken = parser.Take(buffer.AsSpan(start, end - start));
            start += taken;
            ForeignBytes += BodyMark.CountForeign(buffer.AsSpan(start - parser.TakenOfBody, parser.TakenOfBody), mark);
        }

        if (!parser.IsComplete && IsEndOfFile)
        {
            CheckEndOfFile();
            return true;
        }

        return parser.IsComplete;
    }

    private void CheckEndOfFile()
    {
        if (!parser.IsHeadComplete)
        {
            throw new InvalidDataException();
        }

        if (parser.IsShort && !options.AcceptsShortBody)
        {
            throw new EndOfStreamException();
        }
    }
}
