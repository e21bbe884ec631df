using Harness.Agent.Segments;

namespace Harness.Tests.Pure.Segments;

/// <summary>What the segments of a connection say of it.</summary>
public sealed class ConnectionTableTests
{
    private const string Open = "C:SYN S:SYN-ACK C:DATA S:DATA ";

    [Theory]
    [InlineData("S:FIN C:FIN", 1, 0, 0, 1, 1, 0)]
    [InlineData("C:FIN S:FIN", 0, 1, 1, 0, 0, 1)]
    [InlineData("S:FIN C:fin", 1, 0, 1, 0, 1, 1)] // The client had not received the server's when it sent its own.
    [InlineData("S:FIN", 1, 0, 0, 0, 0, 0)]
    [InlineData("C:FIN S:DATA S:FIN", 0, 1, 1, 0, 0, 1)] // A half-closed connection goes on.
    [InlineData("S:FIN S:FIN C:FIN", 1, 0, 0, 1, 1, 0)] // Sent again.
    public void FinsTellWhoClosedFirst_AndWhoEnteredTimeWait(
        string end, long serverFirst, long serverLast, long clientFirst, long clientLast, long serverEntered, long clientEntered)
    {
        var (atServer, atClient) = (new Wire().Sees(Open + end).Tally, new Wire(isServers: false).Sees(Open + end).Tally);

        foreach (var tally in new[] { atServer, atClient })
        {
            (tally.Attempted, tally.Opened, tally.Closed, tally.Reset).ShouldBe((1, 1, 1, 0));
            (tally.Server.ClosedFirst, tally.Server.ClosedLast).ShouldBe((serverFirst, serverLast));
            (tally.Client.ClosedFirst, tally.Client.ClosedLast).ShouldBe((clientFirst, clientLast));
            (tally.Server.Entered, tally.Client.Entered).ShouldBe((serverEntered, clientEntered));
        }
    }

    [Theory]
    [InlineData("S:RST-ACK", "server", 0, 0, 0)]
    [InlineData("C:RST-ACK", "client", 0, 0, 0)]
    [InlineData("S:FIN C:DATA S:RST", "server", 1, 0, 1)] // The keep-alive race.
    [InlineData("S:FIN C:data C:FIN S:RST S:RST", "server", 1, 0, 1)] // The client's FIN is under way when the RST is sent.
    [InlineData("S:FIN S:RST-ACK", "server", 1, 0, 0)] // HAProxy's nolinger.
    [InlineData("S:FIN S:RST-ACK C:fin S:RST", "server", 1, 0, 0)]
    [InlineData("C:FIN S:fin S:RST-ACK", "server", 1, 0, 0)] // The same, with the client's FIN under way.
    [InlineData("S:FIN C:RST-ACK", "client", 1, 0, 0)]
    [InlineData("C:FIN S:DATA C:RST", "client", 0, 1, 0)] // The client left before its answer.
    [InlineData("C:FIN S:DATA S:FIN C:RST", "client", 0, 1, 0)]
    public void AnRstBeforeBothEndsHaveClosed_EndsIt_AndNobodyEntersTimeWait(
        string end, string by, long afterServerFin, long afterClientFin, long dataAfterServerFin)
    {
        foreach (var tally in new[] { new Wire().Sees(Open + end).Tally, new Wire(isServers: false).Sees(Open + end).Tally })
        {
            (tally.Opened, tally.Closed, tally.Reset).ShouldBe((1, 0, 1));
            (tally.Server.Reset, tally.Client.Reset).ShouldBe(by == "server" ? (1L, 0L) : (0L, 1L));
            (tally.Server.ResetAfterFin, tally.Client.ResetAfterFin).ShouldBe((afterServerFin, afterClientFin));
            tally.Server.DataAfterFin.ShouldBe(dataAfterServerFin);
            (tally.Server.Entered, tally.Client.Entered).ShouldBe((0, 0));
        }
    }

    [Theory]
    [InlineData("S:FIN C:FIN S:RST", 0)] // The client's FIN came when the server's FIN_WAIT2 had timed out.
    [InlineData("S:FIN C:FIN C:RST", 1)] // An RST from the end that closed last kills a TIME_WAIT that was entered.
    public void AnRstAfterBothFins_ChangesNothingButTheTimeWait(string end, long entered)
    {
        var tally = new Wire().Sees(Open + end).Tally;

        (tally.Closed, tally.Reset, tally.Server.ClosedFirst, tally.Client.ClosedLast).ShouldBe((1, 0, 1, 1));
        tally.Server.Entered.ShouldBe(entered);
    }

    [Theory]
    [InlineData("C:SYN", 0)]
    [InlineData("C:SYN S:RST-ACK", 1)]
    [InlineData("C:SYN S:SYN-ACK C:RST", 0)] // The client had given up.
    public void AConnectThatCameToNothing_WasAttempted_NotOpened(string segments, long refused)
    {
        var tally = new Wire().Sees(segments).Tally;

        (tally.Attempted, tally.Opened, tally.Refused, tally.Reset).ShouldBe((1, 0, refused, 0));
    }

    [Fact]
    public void APortThatComesBack_IsAnotherConnection_AndASynSentAgainIsNot()
    {
        var wire = new Wire();
        wire.Sees(Open + "S:FIN C:FIN").Sees("C:SYN", isn: 5000).Sees("C:SYN S:SYN-ACK C:FIN S:FIN", isn: 5000);

        (wire.Tally.Attempted, wire.Tally.Opened).ShouldBe((2, 2));
        (wire.Tally.Server.ClosedFirst, wire.Tally.Client.ClosedFirst).ShouldBe((1, 1));
    }

    [Fact]
    public void ConnectionsThatAreNotTheHops_AreCountedApart_ByWhereTheyLead()
    {
        var wire = new Wire().Sees(Open + "C:FIN S:FIN");
        for (var port = 1; port <= 3; port++)
        {
            wire.Sees(Open + "S:FIN C:FIN", port, client: "127.0.0.1", server: "127.0.0.1:9000");
        }

        // The server's own address, but not from a client; and the client's, but to another port.
        wire.Sees(Open + "C:FIN S:FIN", 9, client: "192.0.2.1").Sees(Open + "S:RST-ACK", 9, server: "192.0.2.1:81");

        wire.Tally.Opened.ShouldBe(1);
        wire.Tally.Others.ShouldBe(
            [new("127.0.0.1:9000", 3, 3, 3, 0), new("192.0.2.1:80", 1, 1, 0, 0), new("192.0.2.1:81", 1, 1, 0, 1)], ignoreOrder: true);
    }

    [Fact]
    public void ManyDestinations_AreNamedUpToABound_AndCountedTogetherBeyondIt()
    {
        var wire = new Wire();
        for (var port = 1; port <= ConnectionTable.MostDestinations + 5; port++)
        {
            wire.Sees(Open, 40_000, server: $"198.51.100.1:{port}");
        }

        wire.Tally.Others.Count.ShouldBe(ConnectionTable.MostDestinations + 1);
        wire.Tally.Others.Single(o => o.To is null).Opened.ShouldBe(5);
    }

    [Fact]
    public void SegmentsWithoutABeginning_AreOfNobody()
    {
        var tally = new Wire().Sees("S:FIN C:FIN S:RST").Tally;

        (tally.Attempted, tally.Opened, tally.Closed, tally.Reset, tally.Others.Count).ShouldBe((0, 0, 0, 0, 0));
    }

    [Fact]
    public void WhereBothDirectionsAreSeenTwice_AsOnTheLoopbackInterface_NothingIsCountedTwice()
    {
        var table = new ConnectionTable(Wire.Hop, keepsAll: false);
        foreach (var (flags, isClients, sequence, acknowledgment) in new[]
        {
            (TcpFlags.Syn, true, 10u, 0u),
            (TcpFlags.Syn | TcpFlags.Ack, false, 70u, 11u),
            (TcpFlags.Fin | TcpFlags.Ack, false, 71u, 11u),
            (TcpFlags.Fin | TcpFlags.Ack, true, 11u, 72u),
        })
        {
            var (client, server) = (new System.Net.IPEndPoint(0x020200C0, 4000), new System.Net.IPEndPoint(0x010200C0, 80));
            var packet = Wire.Packet(isClients ? client : server, isClients ? server : client, flags, sequence, acknowledgment, 0);
            TcpSegment.TryRead(packet, out var segment).ShouldBeTrue();
            table.Observe(segment, isSent: true);
            table.Observe(segment, isSent: false);
        }

        var tally = table.Tally();
        (tally.Attempted, tally.Opened, tally.Closed, tally.Server.ClosedFirst, tally.Client.ClosedLast).ShouldBe((1, 1, 1, 1, 1));
        (tally.Server.Entered, tally.Client.Entered).ShouldBe((1, 0));
    }
}
