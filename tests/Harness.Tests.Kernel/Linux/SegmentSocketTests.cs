using System.Diagnostics;
using Harness.Linux;

namespace Harness.Tests.Kernel.Linux;

/// <summary>Whose segments are shown, on a wire of which this test writes the frames itself.</summary>
public sealed class SegmentSocketTests
{
    private static readonly byte[] Ours = [2, 0, 0, 0, 0, 1];
    private static readonly byte[] Another = [2, 0, 0, 0, 0, 9];

    [Theory]
    [InlineData(SegmentKinds.Ends, 4)]
    [InlineData(SegmentKinds.Ends, 6)]
    [InlineData(SegmentKinds.All, 4)]
    [InlineData(SegmentKinds.All, 6)]
    public void ASegmentForAnotherHost_ThatASwitchFloods_IsNotShown(SegmentKinds kinds, int version) => OwnNamespaces.Run(() =>
    {
        MakeWire();
        using var wire = new PacketSocket("far");
        using var socket = new SegmentSocket(kinds);

        wire.TrySend(Syn(Another, version, port: 1)).ShouldBeTrue();
        wire.TrySend(Syn(Ours, version, port: 2)).ShouldBeTrue();

        // The far end is in this namespace too, so either is also shown as sent.
        Shown(socket, version, count: 3).ShouldBe([(1, true), (2, true), (2, false)]);
    });

    private static List<(int Port, bool IsSent)> Shown(SegmentSocket socket, int version, int count)
    {
        var shown = new List<(int, bool)>();
        var begin = Stopwatch.GetTimestamp();
        while (shown.Count < count)
        {
            Stopwatch.GetElapsedTime(begin).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            if (socket.TryPeek(out var packet, out var passage))
            {
                shown.Add((packet[(version == 4 ? 20 : 40) + 1], passage.IsSent));
                socket.Take();
            }
        }

        socket.TryPeek(out _, out _).ShouldBeFalse();
        return shown;
    }

    // The kernel has no address on it, so it says nothing.
    private static void MakeWire()
    {
        var start = new ProcessStartInfo("ip", ["-batch", "-"]) { RedirectStandardInput = true, UseShellExecute = false };
        using var ip = Process.Start(start)!;
        ip.StandardInput.Write(
            "link add name near address 02:00:00:00:00:01 type veth peer name far\n"
            + "link set near addrgenmode none\nlink set near up\nlink set far addrgenmode none\nlink set far up\n");
        ip.StandardInput.Close();
        ip.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        ip.ExitCode.ShouldBe(0);
    }

    private static byte[] Syn(byte[] destination, int version, byte port)
    {
        byte[] source = [2, 0, 0, 0, 0, 2];
        byte[] ip = version == 4
            ? [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 198, 18, 0, 2, 198, 18, 0, 1]
            : [0x60, 0, 0, 0, 0, 20, 6, 64, .. new byte[32]];
        byte[] tcp = [0, port, 0, 80, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 0, 0, 0, 0, 0, 0];
        return [.. destination, .. source, .. version == 4 ? (byte[])[8, 0] : [0x86, 0xDD], .. ip, .. tcp];
    }
}
