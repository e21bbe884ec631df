using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Harness.Agent.Link;
using Harness.Linux;
using Harness.Tests.Kernel.Linux;

namespace Harness.Tests.Kernel.Link;

/// <summary>The relay between two veth pairs, whose far ends this test holds itself: nothing but its frames is on the wire.</summary>
[Collection(Alone.Name)]
public sealed class FrameRelayTests
{
    private static readonly long Deadline = 20 * Stopwatch.Frequency;

    [Fact]
    public void EveryFrame_IsPassedOnUnchangedInOrderAndNotTooSoon_AndCountedAsTheInterfacesCountIt() => OwnNamespaces.Run(() =>
    {
        MakeWires();
        using var s = new PacketSocket("s");
        using var c = new PacketSocket("c");
        using var relay = Relay(new FixedDelay(TimeSpan.FromMilliseconds(5)));

        var sent = new List<(byte[] Frame, long At)>();
        for (var i = 0; i < 1000; i++)
        {
            // 60 to 1514 bytes; every third one goes to the client.
            var frame = Frame(i, 60 + (i * 17 % 1455));
            sent.Add((frame, Now()));
            (i % 3 == 0 ? s : c).TrySend(frame).ShouldBeTrue();
        }

        var (toServer, toClient) = (sent.Where((_, i) => i % 3 != 0).ToList(), sent.Where((_, i) => i % 3 == 0).ToList());
        ShouldArrive(s, toServer, TimeSpan.FromMilliseconds(5));
        ShouldArrive(c, toClient, TimeSpan.FromMilliseconds(5));
        relay.Stop();
        var report = relay.Report();
        (report.ToServer.Frames, report.ToServer.Bytes, report.ToServer.Dropped)
            .ShouldBe((toServer.Count, toServer.Sum(f => f.Frame.Length), 0));
        (report.ToClient.Frames, report.ToClient.Bytes, report.ToClient.Dropped)
            .ShouldBe((toClient.Count, toClient.Sum(f => f.Frame.Length), 0));
        (report.ToServer.Late.Count, report.ToClient.Late.Count).ShouldBe((toServer.Count, toClient.Count));
        var counters = Counters();
        (counters["s"].Received, counters["c"].Sent).ShouldBe((toServer.Count, toServer.Count));
        (counters["c"].Received, counters["s"].Sent).ShouldBe((toClient.Count, toClient.Count));
    });

    [Fact]
    public void AnOrder_IsDoneOnTheLinksThread_AndOneThatComesTooLate_HoldsNobodyUp() => OwnNamespaces.Run(() =>
    {
        MakeWires();
        using var relay = Relay(new FixedDelay(TimeSpan.Zero));
        string? name = null;

        relay.Order(() => name = Thread.CurrentThread.Name);
        name.ShouldBe("link");
        relay.Stop();
        relay.Order(() => name = "never");

        name.ShouldBe("link");
    });

    [Fact]
    public void MoreFramesThanItHolds_AreDroppedAndCounted() => OwnNamespaces.Run(() =>
    {
        const int TooMany = 1000;
        MakeWires();
        using var c = new PacketSocket("c");
        var never = new AllDueAt(long.MaxValue);
        using var relay = Relay(never);
        for (var i = 1; i <= FrameRelay.MostInFlight + TooMany; i++)
        {
            c.TrySend(Frame(i, 60)).ShouldBeTrue();
            // In bursts that the ring holds: what is to be full is the queue.
            if (i % 1000 == 0 || i == FrameRelay.MostInFlight + TooMany)
            {
                Eventually.ShouldBeTrue(() => never.Asked == i);
            }
        }

        relay.Stop();

        (relay.Report().ToServer.Frames, relay.Report().ToServer.Dropped).ShouldBe((0, TooMany));
    });

    [Fact]
    public void AnInterfaceThatGoesAway_LosesFramesAndTheRelayGoesOn() => OwnNamespaces.Run(() =>
    {
        MakeWires();
        using var c = new PacketSocket("c");
        var atOnce = new AllDueAt(0);
        using var relay = Relay(atOnce);
        Ip("link del s\n");

        c.TrySend(Frame(1, 60)).ShouldBeTrue();
        Eventually.ShouldBeTrue(() => atOnce.Asked == 1);
        c.TrySend(Frame(2, 60)).ShouldBeTrue();
        Eventually.ShouldBeTrue(() => atOnce.Asked == 2);
        Ip("link del c\n");
        relay.Stop();

        (relay.Report().ToServer.Frames, relay.Report().ToServer.Dropped).ShouldBe((0, 2));
    });

    [Fact]
    public void TheOffloadsOfAnInterface_AreOffAfterwards_AndOneThatIsNotThereSaysSo() => OwnNamespaces.Run(() =>
    {
        MakeWires();

        Offloads.TurnOff("s");
        Offloads.TurnOff("s");

        const int ENODEV = 19;
        Should.Throw<LinuxException>(() => Offloads.TurnOff("none"))
            .ShouldSatisfyAllConditions(
                e => e.Call.ShouldBe("ioctl(ETHTOOL_SGRO)"),
                e => e.Errno.ShouldBe(ENODEV));
        Should.Throw<LinuxException>(() => new PacketSocket("none"))
            .ShouldSatisfyAllConditions(
                e => e.Call.ShouldBe("ioctl(SIOCGIFINDEX)"),
                e => e.Errno.ShouldBe(ENODEV));
    });

    private static FrameRelay Relay(ILinkRule rule)
    {
        var (server, client) = (new LinkEnd("server", mtu: 1500), new LinkEnd("client", mtu: 1500));
        var relay = new FrameRelay(server, client, rule, new FrameQueue(FrameRelay.MostInFlight));
        relay.Start();
        return relay;
    }

    // The kernel has no address on them, so it says nothing.
    private static void MakeWires() => Ip(string.Concat(new[] { ("server", "s"), ("client", "c") }.Select(pair =>
        $"link add name {pair.Item1} type veth peer name {pair.Item2}\n" + Up(pair.Item1) + Up(pair.Item2))));

    private static string Up(string name) => $"link set {name} addrgenmode none\nlink set {name} up\n";

    private static void Ip(string batch)
    {
        var start = new ProcessStartInfo("ip", ["-batch", "-"]) { RedirectStandardInput = true, UseShellExecute = false };
        using var ip = Process.Start(start)!;
        ip.StandardInput.Write(batch);
        ip.StandardInput.Close();
        ip.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        ip.ExitCode.ShouldBe(0);
    }

    private static void ShouldArrive(PacketSocket end, List<(byte[] Frame, long At)> sent, TimeSpan after)
    {
        var begin = Stopwatch.GetTimestamp();
        foreach (var (frame, at) in sent)
        {
            ReadOnlySpan<byte> arrived;
            long when;
            while (!end.TryPeek(out arrived, out when))
            {
                (Stopwatch.GetTimestamp() - begin).ShouldBeLessThan(Deadline);
            }

            arrived.SequenceEqual(frame).ShouldBeTrue();
            // The two clocks are read a microsecond apart.
            (when - at).ShouldBeGreaterThan((long)after.TotalNanoseconds - 10_000);
            end.Take();
        }
    }

    private static byte[] Frame(int number, int length)
    {
        var frame = new byte[length];
        Array.Fill(frame, (byte)number);
        // A destination, a source and a type that nobody knows: the local experimental EtherType.
        new byte[] { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xB5 }.CopyTo(frame, 0);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(14), number);
        return frame;
    }

    private static long Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Frames by interface, from the columns of /proc/net/dev.</summary>
    private static Dictionary<string, (int Received, int Sent)> Counters() => File.ReadLines("/proc/thread-self/net/dev").Skip(2)
        .Select(line => line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => (Number(words[2]), Number(words[10])), StringComparer.Ordinal);

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    /// <summary>Says how many frames the relay has taken.</summary>
    private sealed class AllDueAt(long due) : ILinkRule
    {
        private volatile int asked;

        public int Asked => asked;

        public long? DueAt(LinkDirection to, ReadOnlySpan<byte> frame, long arrived)
        {
            asked++;
            return due;
        }
    }
}
