using Harness.Agent.Link;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Link;

/// <summary>What the link keeps of the connections that its rules touch.</summary>
public sealed class SegmentRecorderTests
{
    private const string Connection = "C:SYN S:SYN-ACK C:DATA S:DATA C:ACK C:FIN S:FIN C:ACK";

    private static readonly LinkRule Fins = new() { Do = new LinkAct.Drop(), Kind = SegmentKind.Fin };

    [Fact]
    public void AConnectionThatARuleTouches_IsKeptFromItsSynOn_AlsoAnotherOneOfTheSamePorts_AndNoOther()
    {
        var link = new RuledLink(Fins with { From = Tier.Client });
        link.Pass("C:SYN S:SYN-ACK C:DATA", port: 1);

        link.Pass(Connection, port: 2);
        link.Pass("C:SYN S:SYN-ACK", port: 2);

        var kept = link.Rules.Trace().ShouldHaveSingleItem();
        kept.Ends.ShouldBe(new("192.0.2.2:2", "192.0.2.1:80"));
        (string.Join(' ', kept.FirstOf), kept.LeftOut).ShouldBe((RuledLink.Name, 0));
        kept.Segments.Select(Told).ShouldBe([
            "client 2 left", "server 18 left", "client 16 left", "server 16 left", "client 16 left",
            "client 17 Dropped:r", "server 17 left", "client 16 left", "client 2 left", "server 18 left",
        ]);
    }

    [Fact]
    public void ACopy_IsASegmentOfItsOwn_WhenItLeaves()
    {
        var link = new RuledLink(Fins with { Kind = SegmentKind.Data, Do = new LinkAct.Copy(new CopyDelivery.AtStep()) });
        link.Pass("C:SYN S:SYN-ACK C:DATA");
        link.Rules.Deliver([RuledLink.Name]);
        link.Rules.Trace().Single().Segments[^1].LeftAt.ShouldBeNull();
        link.Copies();

        link.Rules.Trace().Single().Segments.Select(Told).ShouldBe(
            ["client 2 left", "server 18 left", "client 16 left Copied:r", "client 16 left Delivered:r"]);
    }

    [Fact]
    public void OfWhatARuleTakesAgainAndAgain_TheFirstOnesAreKept_AndWhatPassedAroundACopyThatArrives()
    {
        var link = new RuledLink(Fins with { Kind = SegmentKind.Data, Do = new LinkAct.Copy(new CopyDelivery.AtStep()), Nth = null });
        link.Pass("C:SYN S:SYN-ACK");
        for (var i = 0; i < 500; i++)
        {
            link.Pass("C:DATA S:ACK");
        }

        link.Rules.Deliver([RuledLink.Name]);
        link.Pass("C:FIN S:FIN");

        var kept = link.Rules.Trace().ShouldHaveSingleItem();
        kept.Segments.Count.ShouldBe(200);
        kept.Segments.Count(s => s.Deeds.Any(d => d.Act == SegmentAct.Copied)).ShouldBeInRange(24, 60);
        var copy = kept.Segments.ToList().FindIndex(s => s.Deeds.Any(d => d.Act == SegmentAct.Delivered));
        (kept.Segments[copy - 6].LeftOutBefore, copy).ShouldBe((1002 - copy, copy), "the last six before it are there");
        (kept.Segments.Sum(s => s.LeftOutBefore) + kept.LeftOut + kept.Segments.Count).ShouldBe(1002 + 500 + 2);
    }

    [Fact]
    public void TheFirstConnectionOfEachRule_GoesBeforeOthers_AndThereAreAtMostFour()
    {
        var link = new RuledLink(new Dictionary<string, LinkRule>
        {
            ["fins"] = Fins, ["resets"] = Fins with { Kind = SegmentKind.Rst, Do = new LinkAct.Delay(TimeSpan.FromSeconds(1)) },
        });
        for (var port = 1; port <= 9; port++)
        {
            link.Pass("C:SYN S:SYN-ACK C:FIN", port);
        }

        link.Pass("C:SYN S:SYN-ACK C:RST", port: 10);

        link.Rules.Trace().Select(c => $"{c.Ends.Client} {string.Join(' ', c.FirstOf)}".TrimEnd()).ShouldBe(
            ["192.0.2.2:1 fins", "192.0.2.2:2", "192.0.2.2:3", "192.0.2.2:10 resets"]);
        link.Rules.Trace()[^1].Segments.Count.ShouldBe(3);
    }

    [Fact]
    public void OfALongConnection_TheBeginningWhatIsNearATouchAndTheEndAreKept_AndTheRestIsCounted()
    {
        var link = new RuledLink(Fins with { Kind = SegmentKind.Data, Nth = 500 });
        var data = string.Join(' ', Enumerable.Repeat("C:DATA", 499));
        link.Pass($"C:SYN S:SYN-ACK {data}");
        link.Rules.Trace().ShouldBeEmpty();

        link.Pass($"C:DATA {data} C:FIN S:FIN C:ACK");

        var kept = link.Rules.Trace().ShouldHaveSingleItem();
        kept.Segments.Count.ShouldBeInRange(100, RecordedConnection.MostSegments);
        (kept.Segments.Count + kept.Segments.Sum(s => s.LeftOutBefore) + kept.LeftOut).ShouldBe(2 + 499 + 1 + 499 + 3);
        kept.Segments[0].Facts.Flags.ShouldBe((byte)2);
        var touched = kept.Segments.Index().Single(s => s.Item.Deeds.Count > 0).Index;
        kept.Segments.Skip(touched - 8).Take(8).ShouldAllBe(s => s.LeftOutBefore == 0);
        kept.Segments.Skip(touched + 1).Take(8).ShouldAllBe(s => s.LeftOutBefore == 0);
        kept.Segments.Select(s => s.Facts.Flags).ShouldContain((byte)17);
    }

    [Fact]
    public void ManySegmentsThatRulesTake_AreBoundedToo()
    {
        var link = new RuledLink(new LinkRule { Do = new LinkAct.Copy(new CopyDelivery.After(TimeSpan.Zero)), Share = 0.5 });
        link.Pass("C:SYN S:SYN-ACK " + string.Join(' ', Enumerable.Repeat("C:DATA", 400)));

        var kept = link.Rules.Trace().ShouldHaveSingleItem();
        kept.Segments.Count.ShouldBe(RecordedConnection.MostSegments);
        (kept.Segments.Count + kept.Segments.Sum(s => s.LeftOutBefore) + kept.LeftOut).ShouldBe(402 + (int)link.Matched);
    }

    private static string Told(TracedSegment s) => string.Join(' ', new[]
    {
        s.Facts.From.Word(), $"{s.Facts.Flags}", s.LeftAt is null ? "" : "left", string.Join(' ', s.Deeds.Select(d => $"{d.Act}:{d.Rule}")),
    }.Where(word => word.Length > 0));
}
