using System.Globalization;
using System.Net;
using Harness.Protocol.Counting;

namespace Harness.Tests.Loopback.Servers;

/// <summary>What /proc/net/tcp (proc(5)) says of one end of a connection.</summary>
internal static class KernelSockets
{
    /// <summary>Waits until the socket local-peer is in <paramref name="state"/>, null meaning that there is none.</summary>
    public static Task ShouldBecomeAsync(IPEndPoint local, IPEndPoint peer, TcpState? state) =>
        Eventually.ShouldBeAsync(() => (local, peer, StateOf(local, peer)), (local, peer, state));

    private static TcpState? StateOf(IPEndPoint local, IPEndPoint peer)
    {
        var ends = $" {Hex(local)} {Hex(peer)} ";
        var line = File.ReadLines("/proc/net/tcp").FirstOrDefault(l => l.Contains(ends, StringComparison.Ordinal));
        return line is null
            ? null
            : (TcpState)int.Parse(
                line.AsSpan(line.IndexOf(ends, StringComparison.Ordinal) + ends.Length, 2),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture);
    }

    private static string Hex(IPEndPoint end) => $"{BitConverter.ToUInt32(end.Address.GetAddressBytes()):X8}:{end.Port:X4}";
}
