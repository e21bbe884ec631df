using System.Net;
using System.Runtime.CompilerServices;

namespace Harness.Protocol.Tcp;

/// <summary>
/// Awaitable forms of the calls of <see cref="ITcpSocket"/> that do not wait. A cancelled one throws <see
/// cref="OperationCanceledException"/>.
/// </summary>
public static class TcpSocketExtensions
{
    /// <summary>connect(2), until the connection is established.</summary>
    /// <param name="socket">Not connected.</param>
    /// <param name="server">As <see cref="IPEndPoint.Serialize"/> writes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async ValueTask ConnectAsync(this ITcpSocket socket, SocketAddress server, CancellationToken cancellationToken)
    {
        while (!socket.TryConnect(server))
        {
            await socket.ReadyAsync(cancellationToken);
        }
    }

    /// <summary>Sends all of <paramref name="bytes"/>, in one write as far as the send buffer allows.</summary>
    public static ValueTask SendAsync(this ITcpSocket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = socket.TrySend(bytes.Span);
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRestAsync(socket, bytes[sent..], cancellationToken);
    }

    /// <summary>Receives what has arrived, or what arrives next.</summary>
    /// <returns>The number of bytes; 0 for the peer's FIN.</returns>
    public static ValueTask<int> ReceiveAsync(this ITcpSocket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return socket.TryReceive(buffer.Span) is { } received
            ? ValueTask.FromResult(received)
            : ReceiveNextAsync(socket, buffer, cancellationToken);
    }

    private static async ValueTask SendRestAsync(ITcpSocket socket, ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        while (!rest.IsEmpty)
        {
            await socket.ReadyAsync(cancellationToken);
            rest = rest[socket.TrySend(rest.Span)..];
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> ReceiveNextAsync(ITcpSocket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            await socket.ReadyAsync(cancellationToken);
            if (socket.TryReceive(buffer.Span) is { } received)
            {
                return received;
            }
        }
    }
}
