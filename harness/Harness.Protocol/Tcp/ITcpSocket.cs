using System.Net;
using System.Net.Sockets;
using Harness.Protocol.Counting;

namespace Harness.Protocol.Tcp;

/// <summary>
/// A TCP socket with one owner, who calls one method at a time; only <see cref="Shutdown"/> and <see cref="Wake"/> may be called beside another.
/// Every call throws <see cref="TcpException"/> with what its system call said.
/// </summary>
public interface ITcpSocket
{
    /// <summary>getsockname(2).</summary>
    int LocalPort { get; }

    /// <summary>The state of the socket now, from TCP_INFO; CLOSE once an RST has come.</summary>
    TcpState State { get; }

    /// <summary>An RST has come that no call has told of; asking is telling (SO_ERROR). Cheaper than <see cref="State"/>.</summary>
    bool TakeReset();

    /// <summary>Bytes that were handed to it, by the kernel's count: those sent, each counted once, and those that wait to be; also after an RST.</summary>
    long SentBytes { get; }

    /// <summary>connect(2), without waiting.</summary>
    /// <param name="server">As <see cref="IPEndPoint.Serialize"/> writes it.</param>
    /// <returns>True: established. False: under way; to be called again when <see cref="ReadyAsync"/> says so.</returns>
    bool TryConnect(SocketAddress server);

    /// <summary>send(2), without waiting.</summary>
    /// <returns>How many of <paramref name="bytes"/> the send buffer took.</returns>
    int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>recv(2), without waiting.</summary>
    /// <returns>0 for the peer's FIN; null: nothing has come, or it is too soon after a send to look. <see cref="WhenReady"/> tells of both.</returns>
    int? TryReceive(Span<byte> buffer);

    /// <summary>Whether there is something to receive, which stays there (recv(2) with MSG_PEEK).</summary>
    /// <returns>1 for bytes; 0 for the peer's FIN; null: nothing has come; -1: an RST or another error, which no later call tells of.</returns>
    int? Peek();

    /// <summary>After a call that could not go on without waiting: tells when it may be able to, one time too many now and then. One wait at a time.</summary>
    /// <param name="ready">Called once, on the thread that heard of it or, with <see cref="TcpTraits.OnThreadPool"/>, on the thread pool.</param>
    /// <returns>False: now, and <paramref name="ready"/> will not be called.</returns>
    bool WhenReady(Action ready);

    /// <summary>As <see cref="WhenReady"/>, for an await.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    ValueTask ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Ends the wait that is under way, or the next one, as though something had happened. From any thread; what waits may go on inside this call.</summary>
    void Wake();

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
