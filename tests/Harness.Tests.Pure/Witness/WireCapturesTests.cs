using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Agent.Captures;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Segments;

namespace Harness.Tests.Pure.Witness;

/// <summary>What the witness makes of the captures of both ends.</summary>
public sealed class WireCapturesTests
{
    [Theory]
    [InlineData("S:FIN C:FIN S:ACK", "server", true, false)]
    [InlineData("C:FIN S:FIN C:ACK", "client", false, true)]
    [InlineData("S:FIN C:fin S:ACK C:ACK", "both", true, true)]
    [InlineData("S:FIN", "server", false, false)]
    [InlineData("", "open", false, false)]
    [InlineData("C:FIN S:DATA S:FIN C:ACK", "client", false, true)]
    [InlineData("C:FIN S:fin S:fin", "both", false, false)] // Neither FIN has come.
    [InlineData("C:FIN S:DATA S:FIN", "client", false, false)] // The server's FIN was lost, again and again.
    [InlineData("S:FIN S:FIN C:FIN S:ACK", "server", true, false)]
    [InlineData("S:RST-ACK", "reset", false, false)]
    [InlineData("C:RST-ACK", "reset", false, false)]
    [InlineData("S:FIN C:DATA S:RST", "reset", false, false)]
    [InlineData("S:FIN S:RST-ACK C:fin S:RST", "reset", false, false)]
    [InlineData("C:FIN S:fin S:RST-ACK", "reset", false, false)]
    [InlineData("C:FIN S:DATA S:FIN C:RST", "reset", false, false)]
    [InlineData("S:FIN C:FIN S:RST", "server", false, false)]
    [InlineData("S:FIN C:FIN S:ACK C:RST", "server", true, false)]
    public void EachEnd_IsReadWhereItSent(string end, string ending, bool serverEnters, bool clientEnters)
    {
        var connection = TwoCaptures.Of(new Wire().Sees(TwoCaptures.Open + end)).Opened().ShouldHaveSingleItem();

        connection.Ending.ShouldBe(ending);
        (connection.ServerEnters, connection.ClientEnters).ShouldBe((serverEnters, clientEnters));
    }

    [Theory]
    [InlineData("C:SYN")]
    [InlineData("C:SYN S:RST-ACK")]
    [InlineData("C:SYN S:SYN-ACK C:RST")]
    [InlineData("S:FIN C:FIN S:ACK")]
    public void WhatWasNeverOpened_IsNoConnection(string segments) =>
        TwoCaptures.Of(new Wire().Sees(segments)).Opened().ShouldBeEmpty();

    [Fact]
    public void APortThatComesBack_IsAnotherConnection_AndAnotherHopsIsNone()
    {
        var wire = new Wire()
            .Sees(TwoCaptures.Open + "S:FIN C:FIN S:ACK")
            .Sees(TwoCaptures.Open + "C:FIN S:FIN C:ACK", isn: 5000)
            .Sees(TwoCaptures.Open + "C:FIN S:FIN C:ACK", client: "192.0.2.9")
            .Sees(TwoCaptures.Open + "C:FIN S:FIN C:ACK", server: "192.0.2.1:81");

        TwoCaptures.Of(wire).Opened().Select(c => c.Ending).ShouldBe(["server", "client"]);
    }

    [Fact]
    public void AnRstThatAnswersAnEarlierConnection_IsNotTheNewOnes()
    {
        var wire = new Wire()
            .Sees(TwoCaptures.Open + "C:FIN")
            .Sees("C:SYN C:RST C:SYN S:SYN-ACK C:DATA S:DATA C:FIN S:FIN C:ACK", isn: 5000);

        TwoCaptures.Of(wire).Opened().Select(c => (c.Ending, c.ClientEnters)).ShouldBe([("client", false), ("client", true)]);
    }

    [Fact]
    public void MomentsAreThoseOfTheSender_FromTheSyn()
    {
        var row = new WitnessedConnection(TwoCaptures.Of(new Wire().Sees(TwoCaptures.Open + "S:FIN C:FIN S:ACK")).Opened().Single(), null);

        row.Since(row.Wire.ServerEnd.FinAt).ShouldBe(4000);
        row.Since(row.Wire.ClientEnd.FinAt).ShouldBe(5000);
        row.Since(row.Wire.ClientEnd.ResetAt).ShouldBeNull();
    }

    [Property]
    public Property HoweverAFileIsCut_ItSaysTheSame() => Prop.ForAll(
        Gen.Choose(1, 300).ToArbitrary(),
        size =>
        {
            var wire = new Wire().Sees(TwoCaptures.Open + "S:FIN C:FIN S:ACK").Sees(TwoCaptures.Open + "C:FIN S:FIN C:ACK", 40_001);
            var captures = TwoCaptures.Of(wire, size);
            return captures.Opened().Select(c => c.Ending).SequenceEqual(["server", "client"]) && captures.Segments == 14;
        });

    [Property(MaxTest = 300)]
    public Property DamagedBytes_AreRefusedOrPassedOver_NeverMore(int seed, byte[] noise) => Prop.ToProperty(() =>
    {
        var random = new Random(seed);
        var file = TwoCaptures.Pcap(new Wire().Sees(TwoCaptures.Open + "S:FIN C:FIN S:ACK"));
        foreach (var value in noise)
        {
            file[random.Next(file.Length)] = value;
        }

        try
        {
            new WireCaptures(Wire.Hop).Add(NodeId.Of(Tier.Client), Tier.Client, file.AsSpan(0, random.Next(file.Length)));
        }
        catch (FormatException)
        {
            // The one documented end.
        }
    });

    [Fact]
    public void ACaptureOfAnotherKind_IsRefused() => Should.Throw<FormatException>(
        () => new WireCaptures(Wire.Hop).Add(NodeId.Of(Tier.Client), Tier.Client, PcapFormat.FileHeader(LinkType.Ethernet)));
}
