using System.Net;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;

namespace Harness.Servers;

/// <summary>Listening sockets, and the loop that accepts from one.</summary>
internal static class Listener
{
    // Long enough not to burn a core while descriptors are short, short enough that no client notices the end of the shortage.
    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(10);

    /// <summary>Binds all, or none.</summary>
    /// <exception cref="TestServerException">One of them failed; nothing is left listening.</exception>
    public static List<ITcpListener> BindAll(ITcpSockets sockets, IReadOnlyList<IPEndPoint> endPoints, int backlog, TcpTraits traits)
    {
        var listeners = new List<ITcpListener>();
        foreach (var endPoint in endPoints)
        {
            try
            {
                listeners.Add(sockets.Listen(endPoint, backlog, traits));
            }
            catch (TcpException error)
            {
                listeners.ForEach(l => l.Dispose());
                throw new TestServerException(endPoint.Port, error);
            }
        }

        return listeners;
    }

    /// <summary>Accepts until <paramref name="stop"/>. A failure is counted and the loop goes on.</summary>
    public static async Task AcceptAsync(
        ITcpListener listener, Action<ITcpSocket> accepted, ConnectionCounter counter, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    accepted(await listener.AcceptAsync(stop));
                }
                catch (TcpException error)
                {
                    counter.Failed(error.Errno);
                    await Task.Delay(BackOff, stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the server.
        }
    }
}
