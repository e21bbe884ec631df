using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Servers;

/// <summary>What the server counts, for threads to write and to read.</summary>
internal sealed class ServerCounts
{
    private long requests;
    private long bytesWritten;
    private long foreignBytes;
    private long late;
    private long cut;
    private long reset;

    public ConnectionCounter Connections { get; } = new();

    public FirstRequest FirstRequest { get; } = new();

    /// <summary>Requests answered so far.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Bytes that writes took.</summary>
    public long BytesWritten => Interlocked.Read(ref bytesWritten);

    /// <summary>Bytes of bodies that were another connection's.</summary>
    public long ForeignBytes => Interlocked.Read(ref foreignBytes);

    /// <summary>Answers that faults hit.</summary>
    public FaultCounts Faults =>
        new() { Late = Interlocked.Read(ref late), Cut = Interlocked.Read(ref cut), Reset = Interlocked.Read(ref reset) };

    /// <summary>From the last byte written to close().</summary>
    public SharedHistogram CloseDelay { get; } = new();

    /// <summary>From the last byte written to the client's FIN, as the server saw it.</summary>
    public SharedHistogram ThinkTime { get; } = new();

    /// <summary>A write took so many bytes.</summary>
    public void Wrote(long bytes) => Interlocked.Add(ref bytesWritten, bytes);

    /// <summary>A body had so many bytes of another connection.</summary>
    public void ReadForeign(long bytes) => Interlocked.Add(ref foreignBytes, bytes);

    /// <summary>A fault has happened.</summary>
    public void Hit(FaultAct act) =>
        Interlocked.Increment(ref act is FaultAct.Late ? ref late : ref act is FaultAct.Cut ? ref cut : ref reset);

    /// <summary>A response was written.</summary>
    public void Answered() => Interlocked.Increment(ref requests);
}
