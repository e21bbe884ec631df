using System.Net;
using System.Net.Sockets;
using Harness.Linux;

namespace Harness.Benchmarks;

/// <summary>Fills the namespace of this process with TIME_WAITs, over its loopback interface.</summary>
internal static class TimeWaitMaker
{
    // connect() slows down when much of the port range is taken towards one destination.
    private const int ServerPorts = 10;

    /// <returns>The servers' ports.</returns>
    internal static IReadOnlyList<int> Make(int count)
    {
        Sysctl.Set("ip_local_port_range", "1024 65535");
        Sysctl.Set("tcp_max_tw_buckets", "131072");
        Sysctl.Set("tcp_tw_reuse", "0");
        var listeners = Enumerable.Range(0, ServerPorts).Select(_ => Listen()).ToList();
        for (var i = 0; i < count; i++)
        {
            var listener = listeners[i % ServerPorts];
            using var client = NewSocket();
            client.Connect(listener.LocalEndPoint!);
            using var server = listener.Accept();
            client.Shutdown(SocketShutdown.Send);
            // End-of-file before the server closes: else both sides close at once and leave two.
            if (server.Receive(new byte[1]) != 0)
            {
                throw new InvalidOperationException("a byte that nobody sent");
            }
        }

        List<int> ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndPoint!).Port)];
        listeners.ForEach(listener =>
        {
            using (listener)
            {
            }
        });
        return ports;
    }

    private static Socket Listen()
    {
        var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
