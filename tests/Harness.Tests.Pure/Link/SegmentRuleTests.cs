using System.Net;
using Harness.Agent.Link;
using Harness.Agent.Segments;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Link;

/// <summary>Which segments a rule of the link takes, and what becomes of them.</summary>
public sealed class SegmentRuleTests
{
    private const string Connection = "C:SYN S:SYN-ACK C:ACK C:DATA S:DATA C:ACK C:FIN S:FIN C:ACK";

    private static readonly LinkRule Drop = new() { Do = new LinkAct.Drop() };

    public static TheoryData<string, SegmentKind?, Tier?, string> Kinds { get; } = new()
    {
        { "syn", SegmentKind.Syn, null, "110000000" },
        { "the server's syn", SegmentKind.Syn, Tier.Server, "010000000" },
        { "data", SegmentKind.Data, null, "000110000" },
        { "the client's data", SegmentKind.Data, Tier.Client, "000100000" },
        { "fin", SegmentKind.Fin, null, "000000110" },
        { "pure acks", SegmentKind.Ack, null, "001001001" },
        { "rst", SegmentKind.Rst, null, "000000000" },
        { "all", null, null, "111111111" },
        { "all of the server", null, Tier.Server, "010010010" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ARule_DropsItsKind_AndNothingElse(string what, SegmentKind? kind, Tier? from, string taken)
    {
        var link = new RuledLink(Drop with { Kind = kind, From = from });

        string.Concat(link.Pass(Connection).Select(due => due is null ? '1' : '0')).ShouldBe(taken, what);
        link.Matched.ShouldBe(taken.Count(t => t == '1'));
    }

    [Theory]
    [InlineData(SegmentBytes.New, "101100")]
    [InlineData(SegmentBytes.Repeated, "010011")]
    public void BytesThatPassedBefore_AreTold(SegmentBytes bytes, string taken)
    {
        var link = new RuledLink(Drop with { Kind = SegmentKind.Data, Bytes = bytes });
        link.Pass("C:SYN S:SYN-ACK");

        var passed = link.Pass("C:DATA C:DATA' C:DATA S:DATA S:DATA' C:DATA'");

        string.Concat(passed.Select(due => due is null ? '1' : '0')).ShouldBe(taken);
    }

    [Fact]
    public void TheNth_CountsOverAllConnections_OrAnewInEach_OrInOneOnly()
    {
        var (all, each, one) = (
            new RuledLink(Drop with { Kind = SegmentKind.Data, Nth = 2 }),
            new RuledLink(Drop with { Kind = SegmentKind.Data, Nth = 2, Connection = new RuleConnections.Each() }),
            new RuledLink(Drop with { Kind = SegmentKind.Data, Connection = new RuleConnections.One(2) }));

        foreach (var (link, expected) in new[] { (all, "0100 0000"), (each, "0100 0100"), (one, "0000 1111") })
        {
            link.Pass("C:SYN S:SYN-ACK", 1);
            link.Pass("C:SYN S:SYN-ACK", 2);
            string.Join(' ', new[] { 1, 2 }.Select(port =>
                string.Concat(link.Pass("C:DATA S:DATA C:DATA C:DATA", port).Select(due => due is null ? '1' : '0')))).ShouldBe(expected);
        }
    }

    [Fact]
    public void AShare_IsTheSameSegmentsInEveryRun_AndOthersWithAnotherSeed()
    {
        var words = string.Join(' ', Enumerable.Repeat("C:DATA", 1000));
        string Taken(int seed)
        {
            var link = new RuledLink(Drop with { Kind = SegmentKind.Data, Share = 0.1, Seed = seed });
            link.Pass("C:SYN S:SYN-ACK");
            return string.Concat(link.Pass(words).Select(due => due is null ? '1' : '0'));
        }

        Taken(7).ShouldBe(Taken(7));
        Taken(7).ShouldNotBe(Taken(8));
        Taken(7).Count(t => t == '1').ShouldBeInRange(60, 140);
    }

    [Fact]
    public void RulesWithTheSameSeed_DrawEachByItself()
    {
        var rule = Drop with { Share = 0.1 };
        var rules = new SegmentRules(
            new FixedDelay(TimeSpan.Zero), new Dictionary<string, LinkRule> { ["a"] = rule, ["b"] = rule }, new FrameQueue(1));
        var (client, server) = (IPEndPoint.Parse("192.0.2.2:9"), IPEndPoint.Parse("192.0.2.1:80"));
        var dropped = Enumerable.Range(0, 1000).Count(i => rules.DueAt(
            LinkDirection.ToServer, RuledLink.Frame(client, server, TcpFlags.Ack, (uint)i, 0, 1, null), 0) is null);

        // Together they take 190 of 1000; if both drew alike, 100.
        dropped.ShouldBeInRange(150, 230);
    }

    [Fact]
    public void ADelay_IsAddedToTheLinks()
    {
        var link = new RuledLink(Drop with { Do = new LinkAct.Delay(TimeSpan.FromMilliseconds(3)), Kind = SegmentKind.Fin });

        link.Pass("C:SYN C:FIN").ShouldBe([0, 3000]);
        link.Copies().ShouldBeEmpty();
    }

    [Fact]
    public void ACopy_ArrivesOnceMore_AWhileLater_AndTheOriginalAsWithoutARule()
    {
        var duplicate = new LinkAct.Copy(new CopyDelivery.After(TimeSpan.FromMilliseconds(3)));
        var link = new RuledLink(Drop with { Do = duplicate, Kind = SegmentKind.Data });

        link.Pass("C:SYN S:SYN-ACK C:DATA").ShouldBe([0, 0, 0]);
        link.Copies().ShouldBe([1001u]);
        link.Rules.Report()[RuledLink.Name].Delivered.ShouldBe(1);
    }

    [Fact]
    public void CopiesForAStep_WaitForIt_AndArriveInTheirOrder()
    {
        var link = new RuledLink(Drop with { Do = new LinkAct.Copy(new CopyDelivery.AtStep()), Kind = SegmentKind.Data });
        link.Pass("C:SYN S:SYN-ACK C:DATA C:DATA S:DATA");
        link.Copies().ShouldBeEmpty();

        link.Rules.Deliver([RuledLink.Name]);

        link.Copies().ShouldBe([1001u, 1101u, 700_001u]);
        link.Rules.Deliver([RuledLink.Name]);
        link.Copies().ShouldBeEmpty();
    }

    [Fact]
    public void ACopy_ArrivesWhenAnAckOfItsReceiverFallsInsideIt_AlsoOnALaterConnectionOfTheSamePorts()
    {
        var (client, server) = (IPEndPoint.Parse("192.0.2.2:9"), IPEndPoint.Parse("192.0.2.1:80"));
        var link = new RuledLink(new LinkRule
        {
            Do = new LinkAct.Copy(new CopyDelivery.InsideAck()), Kind = SegmentKind.Data, From = Tier.Client, Nth = 1,
        });
        void Client(TcpFlags flags, uint sequence, uint acknowledgment, int length = 0) => link.Rules.DueAt(
            LinkDirection.ToServer, RuledLink.Frame(client, server, flags, sequence, acknowledgment, length, null), 0);
        void Server(TcpFlags flags, uint sequence, uint acknowledgment, int length = 0) => link.Rules.DueAt(
            LinkDirection.ToClient, RuledLink.Frame(server, client, flags, sequence, acknowledgment, length, null), 0);

        Client(TcpFlags.Syn, 5000, 0);
        Server(TcpFlags.Syn | TcpFlags.Ack, 900, 5001);
        Client(TcpFlags.Ack, 5001, 901, 100);
        Server(TcpFlags.Ack, 901, 5101);
        link.Copies().ShouldBeEmpty();

        // Another connection, whose numbers have come to where the copy's are.
        Client(TcpFlags.Syn, 4900, 0);
        Server(TcpFlags.Syn | TcpFlags.Ack, 800, 4901);
        Client(TcpFlags.Ack, 4901, 801, 110);
        Server(TcpFlags.Ack, 801, 5001, 200);
        link.Copies().ShouldBeEmpty();
        Server(TcpFlags.Ack, 1001, 5011);

        link.Copies().ShouldBe([5001u]);
    }

    [Theory]
    [InlineData(int.MaxValue, 901, true)] // What the server has sent last but one.
    [InlineData(int.MaxValue, 1101, true)] // What it has sent last.
    [InlineData(int.MaxValue, 1102, false)] // What it has not sent.
    [InlineData(int.MaxValue, 799, false)] // Older than the connection.
    [InlineData(110, 901, true)]
    [InlineData(109, 901, false)] // More has been acknowledged.
    public void ACopy_ArrivesWhereItsReceiverWouldTakeIt_OnceInAConnection(int within, uint acknowledges, bool arrives)
    {
        var (client, server) = (IPEndPoint.Parse("192.0.2.2:9"), IPEndPoint.Parse("192.0.2.1:80"));
        var link = new RuledLink(new LinkRule
        {
            Do = new LinkAct.Copy(within == int.MaxValue ? new CopyDelivery.InsideAck() : new CopyDelivery.InsideEarlyAck(within)),
            Kind = SegmentKind.Data,
            From = Tier.Client,
            Connection = new RuleConnections.One(1),
        });
        void Client(TcpFlags flags, uint sequence, uint acknowledgment, int length = 0) => link.Rules.DueAt(
            LinkDirection.ToServer, RuledLink.Frame(client, server, flags, sequence, acknowledgment, length, null, window: 200), 0);
        void Server(TcpFlags flags, uint sequence, uint acknowledgment, int length = 0) => link.Rules.DueAt(
            LinkDirection.ToClient, RuledLink.Frame(server, client, flags, sequence, acknowledgment, length, null), 0);

        Client(TcpFlags.Syn, 5000, 0);
        Client(TcpFlags.Ack, 5001, acknowledges, 100);
        Client(TcpFlags.Ack, 5101, acknowledges, 100);

        // Another connection. The first ACK is of the SYN alone, the second one of less than has been sent.
        Client(TcpFlags.Syn, 4900, 0);
        Server(TcpFlags.Syn | TcpFlags.Ack, 800, 4901);
        Client(TcpFlags.Ack, 4901, 801);
        Server(TcpFlags.Ack, 801, 4901, 200);
        Client(TcpFlags.Ack, 4901, 1001, 105);
        Client(TcpFlags.Ack, 5006, 1001, 5);
        Server(TcpFlags.Ack, 1001, 5006, 100);
        link.Copies().ShouldBeEmpty();
        Server(TcpFlags.Ack, 1101, 5011);
        Client(TcpFlags.Ack, 5011, 1101, 100);
        Server(TcpFlags.Ack, 1101, 5111);

        link.Copies().ShouldBe(arrives ? [5001u] : []);
    }

    [Fact]
    public void Recycle_DropsASynWithAnOlderTimestamp_OfTheSameAddress()
    {
        var link = new RuledLink(new LinkRule { Do = new LinkAct.Recycle(), Kind = SegmentKind.Syn });
        bool Arrives(string client, uint timestamp, TcpFlags flags = TcpFlags.Syn) => link.Rules.DueAt(
            LinkDirection.ToServer,
            RuledLink.Frame(IPEndPoint.Parse(client), IPEndPoint.Parse("192.0.2.1:80"), flags, 1, 0, 0, timestamp),
            0) is not null;

        Arrives("192.0.2.2:1", 1000).ShouldBeTrue();
        Arrives("192.0.2.2:2", 999).ShouldBeFalse();
        Arrives("192.0.2.3:1", 999).ShouldBeTrue();
        Arrives("192.0.2.2:3", 1001).ShouldBeTrue();
        Arrives("192.0.2.2:4", 1001 + 0x80000000u).ShouldBeFalse();
        Arrives("192.0.2.2:5", 0, TcpFlags.Ack).ShouldBeTrue();
        link.Matched.ShouldBe(2);
    }

    [Fact]
    public void ARuleThatIsNotArmed_DoesNothing_AndCountsNothing()
    {
        var link = new RuledLink(Drop with { Kind = SegmentKind.Data, Nth = 1, Armed = false });

        link.Pass("C:SYN S:SYN-ACK C:DATA").ShouldBe([0, 0, 0]);
        link.Rules.Arm([RuledLink.Name], isArmed: true);
        link.Pass("C:DATA C:DATA").ShouldBe([null, 0]);
        link.Rules.Arm([RuledLink.Name], isArmed: false);
        link.Pass("C:DATA").ShouldBe([0]);
        link.Matched.ShouldBe(1);
    }
}
