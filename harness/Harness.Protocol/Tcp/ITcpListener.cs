using System.Net;

namespace Harness.Protocol.Tcp;

/// <summary>
/// A listening TCP socket. Disposing it stops listening: connections that nobody has accepted get an RST from the kernel. No accept may be
/// pending then.
/// </summary>
public interface ITcpListener : IDisposable
{
    /// <summary>Where it listens; a port that was 0 is now known.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>Accepts the next connection, one call at a time.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TcpException">EMFILE, ECONNABORTED and their like; the next call may succeed.</exception>
    ValueTask<ITcpSocket> AcceptAsync(CancellationToken cancellationToken);
}
