using System.Net;
using System.Net.Sockets;
using Harness.Model.Counting;

namespace Harness.Model.Tcp;

/// <summary>
/// A TCP socket with one owner, who calls one method at a time; only <see cref="Shutdown"/> may be called beside another.
/// Every call throws <see cref="TcpException"/> with what its system call said, and the asynchronous ones <see cref="OperationCanceledException"/>.
/// </summary>
public interface ITcpSocket
{
    /// <summary>getsockname(2).</summary>
    int LocalPort { get; }

    /// <summary>The state of the socket now, from TCP_INFO; CLOSE once an RST has come.</summary>
    TcpState State { get; }

    /// <summary>FIONREAD: bytes that have come and were not read.</summary>
    int Unread { get; }

    /// <summary>Bytes that were handed to it, by the kernel's count: those sent, each counted once, and those that wait to be; also after an RST.</summary>
    long SentBytes { get; }

    /// <summary>connect(2), until the connection is established.</summary>
    /// <param name="server">As <see cref="IPEndPoint.Serialize"/> writes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ConnectAsync(SocketAddress server, CancellationToken cancellationToken);

    /// <summary>Sends all of <paramref name="bytes"/>, in one write as far as the send buffer allows.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Receives what has come, or what comes next.</summary>
    /// <returns>0 for the peer's FIN.</returns>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends all of <paramref name="bytes"/>; blocks the calling thread.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Receives what has come, or what comes next; blocks the calling thread.</summary>
    /// <returns>0 for the peer's FIN.</returns>
    int Receive(Span<byte> buffer);

    /// <summary>Waits until bytes, the peer's FIN or an RST have come; blocks the calling thread.</summary>
    /// <param name="within">For how long at most.</param>
    bool HasInput(TimeSpan within);

    /// <summary>shutdown(2); nothing when the connection is gone. From another thread it makes a blocked call return.</summary>
    void Shutdown(SocketShutdown how);

    /// <summary>A plain close(2): sends FIN, or RST when bytes are unread. Nothing may be pending.</summary>
    void Close();

    /// <summary>close(2) with SO_LINGER 0: sends RST. Nothing may be pending.</summary>
    void Abort();
}
