using Harness.Linux.Tcp;

namespace Harness.Tests.Loopback.Servers;

/// <summary>The sockets of all tests: servers and clients meet on the same threads, as nowhere else.</summary>
internal static class TestSockets
{
    public static TcpSockets All { get; } = new(threads: 2);
}
