using System.Net;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;

namespace Harness.Clients.Connections;

/// <summary>
/// The bytes of one connection, from connect to close. No call waits: one that would block says so, and <see cref="WhenReady"/> calls back
/// when it can be retried. Sessions and exchanges know nothing else of a connection, so that TLS would be a second channel, over the first,
/// and nothing more. One owner, who calls one method at a time; only <see cref="Wake"/> may be called while another call is under way.
/// Every call throws <see cref="TcpException"/> when its system call fails.
/// </summary>
internal interface IByteChannel
{
    /// <summary>The client's port.</summary>
    int LocalPort { get; }

    /// <summary>Connects, as far as that is possible without waiting.</summary>
    /// <returns>True if bytes can be exchanged; false if the connection is under way: call again after <see cref="WhenReady"/>.</returns>
    bool TryConnect(SocketAddress server);

    /// <summary>Sends as much as there is room for.</summary>
    /// <returns>How many of <paramref name="bytes"/> were taken.</returns>
    int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Receives what has arrived.</summary>
    /// <returns>The number of bytes; 0 when the server will send no more; null if nothing has arrived.</returns>
    int? TryReceive(Span<byte> buffer);

    /// <summary>Blocks the calling thread until there may be something to receive, or until <paramref name="within"/> has passed.</summary>
    void WaitForInput(TimeSpan within);

    /// <summary>
    /// Calls back when the call that would have blocked can be retried. Spurious wake-ups are possible. One wait at a time.
    /// </summary>
    /// <returns>False if it can be retried now; <paramref name="ready"/> will then not be called.</returns>
    bool WhenReady(Action ready);

    /// <summary>Ends the current wait, or the next one, as if an event had come. From any thread.</summary>
    void Wake();

    /// <summary>To be called after a <see cref="TcpException"/>: the connection is gone, whatever state the socket is in.</summary>
    void MarkGone();

    /// <summary>A plain close(2).</summary>
    /// <returns>Who closed first.</returns>
    FirstCloser Close();

    /// <summary>Shuts both directions down, which sends the FIN, then closes.</summary>
    /// <returns>Who closed first.</returns>
    FirstCloser ShutdownThenClose();

    /// <summary>Closes with SO_LINGER: blocks until the server has acknowledged all, for so many seconds at most.</summary>
    /// <returns>Who closed first.</returns>
    FirstCloser CloseLingering(TimeSpan time);

    /// <summary>Closes with SO_LINGER 0: sends RST.</summary>
    /// <returns>Always <see cref="FirstCloser.Reset"/>.</returns>
    FirstCloser Reset();
}
