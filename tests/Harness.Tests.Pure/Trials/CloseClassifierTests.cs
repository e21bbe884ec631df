using System.Net;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Trials;

/// <summary>Who closed first: the census, else the counters, else the roles; what nobody saw is unknown.</summary>
public sealed class CloseClassifierTests
{
    [Fact]
    public void WhileEverySocketIsThere_TheCensusDecides()
    {
        var server = Side([Ends(1, TcpState.TimeWait), Ends(3, TcpState.TimeWait), Ends(4, TcpState.CloseWait)], self: 2, counter: 2);
        SocketEntry[] census = [Swap(Ends(2, TcpState.TimeWait)), Swap(Ends(3, TcpState.TimeWait)), Swap(Ends(4, TcpState.FinWait2))];
        var client = Side(census, self: 3, counter: 3, opened: 5, reset: 1);

        Classify(server, client)
            .ShouldBe(new ClosedFirst { Server = 1, Client = 2, Both = 1, Reset = 1, Source = ClosedFirstSource.Census });
    }

    [Fact]
    public void WhereSegmentsWereSeen_TheyDecide_EachEndForItself()
    {
        // FINs of the client were lost and seen again at the server: there they look like answers to the server's.
        var server = new HopTally
        {
            Opened = 100,
            Closed = 90,
            Reset = 8,
            Server = new() { ClosedFirst = 70, Reset = 5, ResetAfterFin = 4, DataAfterFin = 3 },
            Client = new() { ClosedFirst = 20, Reset = 3 },
        };
        var client = new HopTally
        {
            Opened = 100,
            Closed = 90,
            Reset = 8,
            Server = new() { ClosedFirst = 70, Reset = 5, ResetAfterFin = 4, DataAfterFin = 3 },
            Client = new() { ClosedFirst = 25, Reset = 3 },
        };

        var first = Classify(Side([], self: 1, counter: 1) with { Role = new() { Hop = server } }, Of(client));

        first.ShouldBe(new ClosedFirst
        {
            Server = 65,
            Client = 20,
            Both = 5,
            Reset = 8,
            ResetAfterServerFin = 4,
            ResetAfterClientFin = 0,
            DataAfterServerFin = 3,
            DataAfterClientFin = 0,
            ClientBeforeAnswer = 0,
            Unknown = 2,
            Source = ClosedFirstSource.Segments,
        });
    }

    [Fact]
    public void WhereSegmentsWereMissedAtOneEnd_TheyAreNotAsked() =>
        Classify(
            Side([Ends(1, TcpState.Established)], self: 0, counter: 0),
            Side([Swap(Ends(1, TcpState.Established))], self: 0, counter: 0, opened: 1) is var client
                ? client with { Role = client.Role! with { Hop = new() { Opened = 1, Missed = 1 } } }
                : client)
            .Source.ShouldBe(ClosedFirstSource.Census);

    [Fact]
    public void WhereSegmentsContradictEachOther_TheyAreNotAsked() =>
        Classify(Of(new() { Server = new() { ClosedFirst = 5 } }), Of(new() { Opened = 9, Closed = 9 }))
            .Source.ShouldNotBe(ClosedFirstSource.Segments);

    [Fact]
    public void WhereStrangersConnectedToTheServer_TheClientAloneIsAsked_WhichCannotTellWhetherBothClosed()
    {
        var server = Side([], self: 308, counter: 0, opened: 308);
        var client = Side([], self: 10, counter: 0, opened: 300);
        client = client with { Role = client.Role! with { Closes = new() { Self = 10, Peer = 285, Reset = 5 } } };

        CloseClassifier.Classify(NetworkKind.Loopback, server, client)
            .ShouldBe(new ClosedFirst { Server = 285, Reset = 5, Unknown = 10, Source = ClosedFirstSource.Roles });
    }

    [Fact]
    public void AConnectionThatIsStillOpen_IsUnknown() =>
        Classify(
            Side([Ends(1, TcpState.Established)], self: 0, counter: 0),
            Side([Swap(Ends(1, TcpState.Established))], self: 0, counter: 0, opened: 1))
            .ShouldBe(new ClosedFirst { Unknown = 1, Source = ClosedFirstSource.Census });

    [Fact]
    public void WhereTimeWaitsWereReplaced_TheCountersDecide_AndTellSimultaneousClosesToo() =>
        Classify(Side([], self: 0, counter: 15_003), Side([], self: 0, counter: 5_002, opened: 20_000))
            .ShouldBe(new ClosedFirst { Server = 14_998, Client = 4_997, Both = 5, Source = ClosedFirstSource.Counters });

    [Fact]
    public void ATimeWaitThatOverflowed_WasStillAFirstClose() =>
        Classify(Side([], self: 1000, counter: 100, overflow: 900), Side([], self: 0, counter: 0, opened: 1000))
            .ShouldBe(new ClosedFirst { Server = 1000, Source = ClosedFirstSource.Counters });

    [Theory]
    [InlineData(NetworkKind.Loopback, CounterMeaning.Entry)]
    [InlineData(NetworkKind.Namespaces, CounterMeaning.Expiry)]
    public void WhereTheCounterCannotTell_TheRolesDecide(NetworkKind network, CounterMeaning meaning) =>
        CloseClassifier.Classify(
            network,
            Side([], self: 700, counter: 20_000, meaning: meaning),
            Side([], self: 310, counter: 20_000, opened: 1000, meaning: meaning))
            .ShouldBe(new ClosedFirst { Server = 690, Client = 300, Both = 10, Source = ClosedFirstSource.Roles });

    [Fact]
    public void WhatTheRolesDidNotSee_IsUnknown() =>
        CloseClassifier.Classify(NetworkKind.Loopback, Side([], self: 600, counter: 0), Side([], self: 300, counter: 0, opened: 1000))
            .ShouldBe(new ClosedFirst { Server = 600, Client = 300, Unknown = 100, Source = ClosedFirstSource.Roles });

    [Fact]
    public void AnRstAfterTheOtherSidesFin_IsNotTakenForACloseOfBoth_WhereTheRolesDecide()
    {
        var unlike = CounterMeaning.Expiry;

        // The client answered all FINs of the server with an RST, then some of them.
        Classify(
            Side([Ends(1, TcpState.TimeWait)], self: 100, counter: 0, meaning: unlike),
            Side([], self: 0, counter: 0, opened: 100, reset: 100, meaning: unlike))
            .ShouldBe(new ClosedFirst { Reset = 100, Source = ClosedFirstSource.Roles });
        Classify(
            Side([Ends(1, TcpState.TimeWait)], self: 100, counter: 0, meaning: unlike),
            Side([], self: 0, counter: 0, opened: 100, reset: 3, meaning: unlike))
            .ShouldBe(new ClosedFirst { Server = 97, Reset = 3, Source = ClosedFirstSource.Roles });
        // The server answered those of the client.
        Classify(
            Side([Ends(1, TcpState.TimeWait)], self: 0, counter: 0, reset: 3, meaning: unlike),
            Side([], self: 100, counter: 0, opened: 100, meaning: unlike))
            .ShouldBe(new ClosedFirst { Client = 97, Reset = 3, Source = ClosedFirstSource.Roles });
    }

    [Fact]
    public void WithoutOneOfTheRoles_NothingIsClaimed() =>
        Classify(Side([], self: 600, counter: 600) with { Role = null }, Side([], self: 0, counter: 0, opened: 600))
            .ShouldBe(new ClosedFirst());

    [Fact]
    public void AFinWait2Minisocket_IsNoTimeWait_ThoughTheKernelCountsItAsOne() =>
        CloseClassifier.EnteredByCounter(
            NetworkKind.Namespaces,
            Side([Ends(1, TcpState.FinWait2, isMinisocket: true), Ends(2, TcpState.TimeWait)], self: 2, counter: 2),
            Side([], self: 0, counter: 0, opened: 2))
            .ShouldBe(1);

    [Fact]
    public void AFinWait2ThatTimedOut_WasNoTimeWait_BecauseThePeerNeverSentItsFin()
    {
        var server = Side([], self: 200, counter: 200);
        var census = Enumerable.Range(1, 200).Select(port => Swap(Ends(port, TcpState.CloseWait)));
        var client = Side([.. census], self: 0, counter: 0, opened: 200, stillOpen: 200);

        CloseClassifier.EnteredByCounter(NetworkKind.Namespaces, server, client).ShouldBe(0);
        // Only ends that have not closed are left, so the census cannot tell; the counter can: the server closed first.
        Classify(server, client).ShouldBe(new ClosedFirst { Server = 200, Source = ClosedFirstSource.Counters });
    }

    [Fact]
    public void AFinWait2ThatAnRstEnded_WasNoTimeWait()
    {
        // Of 60 connections that the client reset the server had closed 6 before: they were FIN_WAIT2 minisockets.
        var client = Side([], self: 0, counter: 0, opened: 60, reset: 60);

        CloseClassifier.EnteredByCounter(NetworkKind.Namespaces, Side([], self: 60, counter: 6, reset: 2), client).ShouldBe(0);
        // 50 of 60 were closed in the usual way.
        CloseClassifier.EnteredByCounter(
            NetworkKind.Namespaces, Side([], self: 60, counter: 56), Side([], self: 0, counter: 0, opened: 60, reset: 10)).ShouldBe(50);
    }

    [Fact]
    public void AFinThatCameTooLate_MadeNoTimeWait_AndWasAnsweredByAReset()
    {
        var client = Side([], self: 0, counter: 0, opened: 100);

        CloseClassifier.EnteredByCounter(NetworkKind.Namespaces, Side([], self: 100, counter: 100, resetsSent: 100), client).ShouldBe(0);
        // An RST that a role knows of was no such answer.
        var server = Side([], self: 60, counter: 60, reset: 40, resetsSent: 40);
        CloseClassifier.EnteredByCounter(NetworkKind.Namespaces, server, client).ShouldBe(60);
        // More RSTs than FINs: a SYN that meets an old connection is answered by several.
        CloseClassifier.EnteredByCounter(
            NetworkKind.Namespaces, Side([], self: 1, counter: 0, overflow: 1, resetsSent: 3), Side([], self: 0, counter: 0, opened: 1))
            .ShouldBe(0, "no count is below 0");
    }

    [Theory]
    [InlineData(49, true)]
    [InlineData(50, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void TheSharedCounter_MayHaveAFinWait2MoreForEachConnectionThatAnRstEnded(long counted, bool disagrees)
    {
        var trial = new TrialSummary
        {
            ClosedFirst = new() { Server = 50, Reset = 10 },
            Server = new() { TimeWait = new() { Entered = 50 } },
            Client = new() { TimeWait = new() { Entered = 0 } },
        };

        CounterCheck.Warnings(NetworkKind.Loopback, Side([], self: 50, counter: counted), trial).Any().ShouldBe(disagrees);
    }

    [Fact]
    public void AFinWait2ThatIsStillThere_WasAFirstClose_AlsoWhereTheCountersDecide() =>
        Classify(
            Side([Ends(1, TcpState.FinWait2, isMinisocket: true)], self: 5, counter: 5),
            Side([], self: 0, counter: 0, opened: 5, stillOpen: 1))
            .ShouldBe(new ClosedFirst { Server = 5, Source = ClosedFirstSource.Counters });

    private static HopEnd Of(HopTally hop) => Side([], self: 0, counter: 0) with { Role = new() { Hop = hop } };

    private static ClosedFirst Classify(HopEnd server, HopEnd client) => CloseClassifier.Classify(NetworkKind.Namespaces, server, client);

    private static HopEnd Side(
        IReadOnlyList<SocketEntry> census,
        long self,
        long counter,
        long opened = 0,
        long reset = 0,
        long overflow = 0,
        long stillOpen = 0,
        long resetsSent = 0,
        CounterMeaning meaning = CounterMeaning.Entry) => HopEnd.Of(default, [new NodeRecord(
        new("node"),
        default,
        new NodeEnvironment
        {
            Address = "192.0.2.1",
            Sysctls = new Dictionary<string, string>(StringComparer.Ordinal),
            DescriptorLimit = 1,
            TimeWaitCounted = meaning,
        },
        new NodePeaks(),
        census,
        new RoleReport
        {
            Connections = new() { Opened = opened },
            Closes = new() { Self = self, Reset = reset, Unknown = stillOpen },
            Counters = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["TcpExt.TW"] = counter,
                ["TcpExt.TCPTimeWaitOverflow"] = overflow,
                ["Tcp.OutRsts"] = resetsSent,
            },
        })]);

    private static SocketEntry Ends(int port, TcpState state, bool isMinisocket = false) =>
        new(state, IPEndPoint.Parse("192.0.2.1:80"), IPEndPoint.Parse($"192.0.2.2:{port}"), isMinisocket || state == TcpState.TimeWait);

    private static SocketEntry Swap(SocketEntry socket) => socket with { Local = socket.Peer, Peer = socket.Local };
}
