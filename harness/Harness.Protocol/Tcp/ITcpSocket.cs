using System.Net;
using System.Net.Sockets;
using Harness.Protocol.Counting;

namespace Harness.Protocol.Tcp;

/// <summary>
/// A TCP socket with one owner, who calls one method at a time. Only <see cref="Shutdown"/> and <see cref="Wake"/> may be called while
/// another call is under way. Every call throws <see cref="TcpException"/> when its system call fails.
/// </summary>
public interface ITcpSocket
{
    /// <summary>The local port, by getsockname(2).</summary>
    int LocalPort { get; }

    /// <summary>The state of the socket now, from TCP_INFO; CLOSE once an RST has come.</summary>
    TcpState State { get; }

    /// <summary>
    /// Whether an RST arrived that no earlier call has reported. Reading SO_ERROR clears it. Cheaper than <see cref="State"/>.
    /// </summary>
    bool TakeReset();

    /// <summary>
    /// Bytes that the kernel took from this side: those sent, each counted once, and those still queued. Also after an RST.
    /// </summary>
    long SentBytes { get; }

    /// <summary>connect(2), without waiting.</summary>
    /// <param name="server">As <see cref="IPEndPoint.Serialize"/> writes it.</param>
    /// <returns>True if the connection is established; false if it is under way: call again after <see cref="WhenReady"/>.</returns>
    bool TryConnect(SocketAddress server);

    /// <summary>send(2), without waiting.</summary>
    /// <returns>How many of <paramref name="bytes"/> the send buffer took.</returns>
    int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>recv(2), without waiting.</summary>
    /// <returns>
    /// The number of bytes; 0 for the peer's FIN; null if nothing has arrived, or if it is too soon after a send to ask. Call again after
    /// <see cref="WhenReady"/>.
    /// </returns>
    int? TryReceive(Span<byte> buffer);

    /// <summary>Asks what a receive would return and leaves it there (recv(2) with MSG_PEEK).</summary>
    /// <returns>1 for bytes; 0 for the peer's FIN; null for nothing; -1 for an RST or another error, which no later call reports.</returns>
    int? Peek();

    /// <summary>
    /// Calls back when the call that would have blocked can be retried. Spurious wake-ups are possible. One wait at a time.
    /// </summary>
    /// <param name="ready">
    /// Called once, on the epoll thread that saw the event or, with <see cref="TcpTraits.OnThreadPool"/>, on the thread pool.
    /// </param>
    /// <returns>False if the call can be retried now; <paramref name="ready"/> will then not be called.</returns>
    bool WhenReady(Action ready);

    /// <summary>The same as <see cref="WhenReady"/>, for an await.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    ValueTask ReadyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ends the current wait, or the next one, as if an event had come. From any thread; what follows the wait may run inside this call.
    /// </summary>
    void Wake();

    /// <summary>Sends all of <paramref name="bytes"/>; blocks the calling thread.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Receives what has arrived, or what arrives next; blocks the calling thread.</summary>
    /// <returns>The number of bytes; 0 for the peer's FIN.</returns>
    int Receive(Span<byte> buffer);

    /// <summary>Blocks the calling thread until bytes, the peer's FIN or an RST have arrived.</summary>
    /// <param name="within">For how long at most.</param>
    /// <returns>False if nothing has arrived in that time.</returns>
    bool WaitForInput(TimeSpan within);

    /// <summary>shutdown(2); does nothing when the connection is gone. From another thread it makes a blocked call return.</summary>
    void Shutdown(SocketShutdown how);

    /// <summary>A plain close(2): sends FIN, or RST when bytes are unread. Nothing may be pending.</summary>
    void Close();

    /// <summary>close(2) with SO_LINGER 0: sends RST. Nothing may be pending.</summary>
    void Abort();

    /// <summary>
    /// close(2) with SO_LINGER: blocks the calling thread until the peer has acknowledged all that was sent, the FIN too, or until
    /// <paramref name="time"/> has passed, also on a socket that does not block otherwise (socket(7)). Nothing may be pending.
    /// </summary>
    /// <param name="time">Whole seconds, at least one.</param>
    void CloseLingering(TimeSpan time);
}
