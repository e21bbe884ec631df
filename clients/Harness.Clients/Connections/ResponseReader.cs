using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>Responses, from the pieces in which a connection receives them. One serves all connections of a session.</summary>
internal sealed class ResponseReader(ClientOptions options)
{
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(options.ReceiveBuffer);
    private readonly ResponseParser parser = new();
    private int start;
    private int end;

    /// <summary>The server's FIN has been received.</summary>
    public bool IsEndOfFile { get; private set; }

    /// <summary>The connection carries no response after this one.</summary>
    public bool IsLast => parser.IsLast;

    /// <summary>Something has come that belongs to no response yet, if only the end-of-file.</summary>
    public bool HasMore => IsEndOfFile || start < end;

    /// <summary>A new connection: nothing has been received.</summary>
    public void Clear() => (start, end, IsEndOfFile) = (0, 0, false);

    /// <summary>A request is sent: its response comes next.</summary>
    public void Expect() => parser.Start();

    /// <summary>Receives what is there. What came before must have been parsed.</summary>
    /// <returns>How many bytes, 0 at the end-of-file; null when nothing is there.</returns>
    /// <exception cref="TcpException">recv(2) failed.</exception>
    public int? TryReceive(ITcpSocket socket)
    {
        var received = socket.TryReceive(buffer);
        if (received is { } bytes)
        {
            (start, end, IsEndOfFile) = (0, bytes, bytes == 0);
        }

        return received;
    }

    /// <summary>Parses what has been received.</summary>
    /// <returns>The response has ended. Otherwise all of it is parsed, and more is to be received.</returns>
    /// <exception cref="InvalidDataException">This is no HTTP/1 response, or it ended before its head did.</exception>
    /// <exception cref="EndOfStreamException">It ended before its body did, and the client minds.</exception>
    public bool IsComplete()
    {
        if (!parser.IsComplete && start < end)
        {
            start += parser.Take(buffer.AsSpan(start, end - start));
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
