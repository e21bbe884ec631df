using Harness.Analysis.Trials;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Link;

public sealed class LinkFiguresTests
{
    private static readonly LinkOptions Rtt20 = new() { Rtt = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public void TheDelayThatHappened_IsHalfTheRoundTripAndWhatTheMachineAdded()
    {
        var link = LinkFigures.Of(Rtt20, Role(
            new() { Frames = 2, Bytes = 120, Late = Late(40_000, 60_000) },
            new() { Frames = 1, Bytes = 66, Late = Late(20_000) }));

        (link.RttUs, link.ToServer.Frames, link.ToServer.Bytes, link.ToClient.Frames).ShouldBe((20_000, 2, 120, 1));
        link.ToServer.DelayUs.ShouldNotBeNull().P50.ShouldBe(10_040, tolerance: 1);
        link.ToServer.DelayUs.Max.ShouldBe(10_060);
        link.ToClient.DelayUs.ShouldNotBeNull().Max.ShouldBe(10_020);
        (link.LateUs.ShouldNotBeNull().Count, link.LateUs.Max).ShouldBe((3, 60));
        link.PcapLeftOut.ShouldBeNull();
        LinkFigures.Warnings(link).ShouldBeEmpty();
    }

    [Fact]
    public void ALinkThatDroppedFramesOrCameLateOrHadNoRoomForThem_SaysSo()
    {
        var role = Role(new() { Frames = 98, Dropped = 2, Late = Late(1_300_000) }, new());
        var link = LinkFigures.Of(Rtt20 with { Pcap = true }, role with { Link = role.Link! with { PcapLeftOut = 5 } });

        var warnings = LinkFigures.Warnings(link).ToList();

        warnings.Select(w => w.Code).ShouldBe(["link_dropped_frames", "link_late", "link_pcap_full"]);
        warnings[0].Text.ShouldContain("2 of 100 frames");
        warnings[1].Text.ShouldContain("1.3 ms later than asked: the machine was too busy");
        warnings[2].Text.ShouldContain("5 frames");
    }

    [Fact]
    public void ALinkWhoseAgentIsLost_StillSaysWhatWasAsked()
    {
        var link = LinkFigures.Of(Rtt20 with { Pcap = true }, role: null);

        (link.RttUs, link.ToServer.Frames, link.ToClient.DelayUs, link.LateUs, link.PcapLeftOut).ShouldBe((20_000, 0, null, null, 0));
    }

    private static RoleReport Role(LinkDirectionReport toServer, LinkDirectionReport toClient) =>
        new() { Link = new() { ToServer = toServer, ToClient = toClient } };

    private static Histogram Late(params long[] nanoseconds)
    {
        var late = new Histogram();
        Array.ForEach(nanoseconds, late.Record);
        return late;
    }
}
