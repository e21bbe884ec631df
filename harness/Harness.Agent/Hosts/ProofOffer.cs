using System.Net;
using System.Net.Sockets;

namespace Harness.Agent.Hosts;

/// <summary>Listens where a server of the run will listen, and proves that it is of the run, until the server itself takes over.</summary>
internal sealed class ProofOffer : IDisposable
{
    private readonly byte[] token;
    private readonly List<TcpListener> listeners = [];

    /// <param name="token">The trial's.</param>
    /// <param name="addresses">This host's own, at least one.</param>
    /// <param name="ports">0 takes a free one, the same on every address.</param>
    /// <exception cref="HostException">It cannot listen there.</exception>
    public ProofOffer(byte[] token, IReadOnlyList<IPAddress> addresses, IReadOnlyList<int> ports)
    {
        this.token = token;
        try
        {
            Ports = [.. ports.Select(port => Listen(addresses, port))];
        }
        catch
        {
            Dispose();
            throw;
        }

        listeners.ForEach(l => new Thread(() => Answer(l)) { Name = "proof", IsBackground = true }.Start());
    }

    /// <summary>The ports, none of them 0.</summary>
    public IReadOnlyList<int> Ports { get; }

    public void Dispose() => listeners.ForEach(l => l.Stop());

    private int Listen(IReadOnlyList<IPAddress> addresses, int port)
    {
        foreach (var address in addresses)
        {
            var listener = new TcpListener(address, port);
            listeners.Add(listener);
            try
            {
                listener.Start();
            }
            catch (SocketException e)
            {
                throw new HostException(
                    $"cannot listen on {new IPEndPoint(address, port)} here: {e.Message}; "
                    + "name another port under server.ports, or leave it out to get a free one");
            }

            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        return port;
    }

    private void Answer(TcpListener listener)
    {
        while (true)
        {
            try
            {
                using var asker = listener.AcceptSocket();
                asker.SetPatience();
                if (ServerProof.NonceOf(asker.ReadLine()) is { } nonce)
                {
                    asker.SendLine(ServerProof.Answer(token, nonce, (IPEndPoint)asker.LocalEndPoint!));

                    // The asker resets when it has read the answer: so nobody gets a TIME_WAIT.
                    _ = asker.Receive(new byte[1]);
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
            {
                // The server itself listens now, or will never.
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted
                or SocketError.InvalidArgument or SocketError.NotSocket)
            {
                // The same, in the middle of accept(2).
                return;
            }
            catch (SocketException)
            {
                // That asker is gone, as it should be, or says nothing; the next may come.
            }
        }
    }
}
