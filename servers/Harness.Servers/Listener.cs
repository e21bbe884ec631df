using System.Net;
using System.Net.Sockets;
using Harness.Model.Counting;

namespace Harness.Servers;

/// <summary>One listening socket and the loop that accepts from it.</summary>
internal sealed class Listener : IDisposable
{
    // Long enough not to burn a core while descriptors are short, short enough that no client notices the end of the shortage.
    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(10);

    private readonly Socket listening;

    private Listener(Socket listening)
    {
        this.listening = listening;
        EndPoint = (IPEndPoint)listening.LocalEndPoint!;
    }

    /// <summary>Where it listens; a port that was 0 is now known.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Binds all, or none.</summary>
    /// <exception cref="TestServerException">One of them failed; nothing is left listening.</exception>
    public static List<Listener> BindAll(IReadOnlyList<IPEndPoint> endPoints, int backlog, bool reuseAddress)
    {
        var listeners = new List<Listener>();
        try
        {
            foreach (var endPoint in endPoints)
            {
                listeners.Add(Bind(endPoint, backlog, reuseAddress));
            }

            return listeners;
        }
        catch
        {
            listeners.ForEach(l => l.Dispose());
            throw;
        }
    }

    /// <summary>bind(2) and listen(2).</summary>
    /// <exception cref="TestServerException">One of them failed.</exception>
    private static Listener Bind(IPEndPoint endPoint, int backlog, bool reuseAddress)
    {
        // .NET sets SO_REUSEADDR before it binds any socket that it knows to be TCP, ExclusiveAddressUse or not. Where it is to
        // be off, the protocol is left to the kernel, which takes TCP for a stream (ip(7)), and .NET lets the option alone.
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, reuseAddress ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(backlog);
            return new(socket);
        }
        catch (SocketException error)
        {
            Close(socket);
            throw new TestServerException(endPoint.Port, error);
        }
    }

    /// <summary>Accepts until <paramref name="stop"/>. A failure is counted and the loop goes on.</summary>
    public async Task AcceptAsync(Action<Socket> accepted, ConnectionCounter counter, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    accepted(await listening.AcceptAsync(stop));
                }
                catch (SocketException error)
                {
                    counter.Failed(Errno.NameOf(error));
                    await Task.Delay(BackOff, stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the server.
        }
    }

    /// <summary>Stops listening; what waits in the accept queue gets an RST from the kernel.</summary>
    public void Dispose() => Close(listening);

    private static void Close(Socket socket)
    {
#pragma warning disable RS0030 // A listener has no peer: its close sends no FIN, and what it does to the accept queue is the kernel's.
        socket.Dispose();
#pragma warning restore RS0030
    }
}
