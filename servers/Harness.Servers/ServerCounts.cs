using Harness.Protocol.Counting;

namespace Harness.Servers;

/// <summary>What the server counts, for threads to write and to read.</summary>
internal sealed class ServerCounts
{
    private long requests;
    private long bytesWritten;

    public ConnectionCounter Connections { get; } = new();

    public FirstRequest FirstRequest { get; } = new();

    /// <summary>Requests answered so far.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Bytes that writes took.</summary>
    public long BytesWritten => Interlocked.Read(ref bytesWritten);

    /// <summary>From the last byte written to close().</summary>
    public SharedHistogram CloseDelay { get; } = new();

    /// <summary>From the last byte written to the client's FIN, as the server saw it.</summary>
    public SharedHistogram ThinkTime { get; } = new();

    /// <summary>A write took so many bytes.</summary>
    public void Wrote(long bytes) => Interlocked.Add(ref bytesWritten, bytes);

    /// <summary>A response was written.</summary>
    public void Answered() => Interlocked.Increment(ref requests);
}
