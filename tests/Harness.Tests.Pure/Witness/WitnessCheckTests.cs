using System.Net;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Witness;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Segments;

namespace Harness.Tests.Pure.Witness;

/// <summary>The witness against figures that are right, and against each kind that is not.</summary>
public sealed class WitnessCheckTests
{
    // Three connections: the server closed first in two, the client in one.
    private static readonly Wire Seen = new Wire()
        .Sees(TwoCaptures.Open + "S:FIN C:FIN S:ACK", 1)
        .Sees(TwoCaptures.Open + "S:FIN C:FIN S:ACK", 2)
        .Sees(TwoCaptures.Open + "C:FIN S:FIN C:ACK", 3);

    private static readonly TrialSummary Right = new()
    {
        Connections = new() { Opened = 3 },
        ClosedFirst = new() { Server = 2, Client = 1 },
        Server = new() { TimeWait = new() { Entered = 2, Overflow = 0 } },
        Client = new() { TimeWait = new() { Entered = 1, Overflow = 0 } },
    };

    [Fact]
    public void WhatIsRight_Agrees_WithEveryKindOfEvidence()
    {
        var found = Compare(Right, Seen.Followed, AtServer(1), AtClient(3));

        (found.Connections, found.Segments, found.Missed).ShouldBe((3, 21, 0));
        (found.Agreed, found.Disagreed).ShouldBe((3, 0));
        found.Disagreements.ShouldBeEmpty();
        WitnessWarnings.Of(found).ShouldBeEmpty();
    }

    [Fact]
    public void TotalsThatCannotBe_CountTheLeastThatMustBeWrong()
    {
        var found = Compare(Right with { ClosedFirst = new() { Client = 3 } }, [], [], []);

        (found.Agreed, found.Disagreed).ShouldBe((1, 2));
        found.Disagreements.ShouldHaveSingleItem().ShouldContain("server 2 (the program: 0), client 1 (the program: 3)");
        WitnessWarnings.Of(found).ShouldHaveSingleItem().Code.ShouldBe("witness_disagrees");
    }

    [Fact]
    public void WhatIsNotKnown_ContradictsNothing() =>
        Compare(Right with { ClosedFirst = new() { Server = 1, Unknown = 2 } }, [], [], []).Disagreed.ShouldBe(0);

    [Theory]
    [InlineData(3, 2, 1, 1)] // TIME_WAITs that never were.
    [InlineData(2, 0, 1, 1)] // TIME_WAITs that were not counted.
    [InlineData(2, 1, 4, 1)] // A connection that nobody opened.
    public void EnteredAndOpened_AreHeldAgainstTheCapturesToo(long server, long client, long opened, long disagreed)
    {
        var wrong = Right with
        {
            Connections = new() { Opened = opened == 1 ? 3 : opened },
            Server = new() { TimeWait = new() { Entered = server, Overflow = 0 } },
            Client = new() { TimeWait = new() { Entered = client, Overflow = 0 } },
        };

        Compare(wrong, [], [], []).Disagreed.ShouldBe(disagreed);
    }

    [Fact]
    public void WhereTheKernelHadNoBucket_TheFewerTimeWaitsAreRight()
    {
        var capped = Right with { Server = new() { TimeWait = new() { Entered = 1, Overflow = 1 } } };

        Compare(capped, [], [], []).Disagreed.ShouldBe(0);
    }

    [Fact]
    public void ConnectionsThatChangePlaces_AreFound_ThoughTheTotalsAreRight()
    {
        var (first, last) = (Seen.Followed[0], Seen.Followed[2]);
        FollowedConnection[] swapped =
        [
            first with { ServerMarks = last.ServerMarks, ClientMarks = last.ClientMarks },
            Seen.Followed[1],
            last with { ServerMarks = first.ServerMarks, ClientMarks = first.ClientMarks },
        ];

        var found = Compare(Right, swapped, [], []);

        (found.Agreed, found.Disagreed).ShouldBe((1, 2));
        found.Disagreements[0].ShouldBe("192.0.2.2:1 to 192.0.2.1:80: the captures say server, the program client");
    }

    [Fact]
    public void AConnectionThatTheProgramMissed_OrATimeWaitThatItClaims_IsFound()
    {
        var claims = Seen.Followed[0] with { ClientMarks = Seen.Followed[0].ClientMarks | EndMarks.Entered };

        Compare(Right, [.. Seen.Followed.Skip(1)], [], []).Disagreements.ShouldHaveSingleItem().ShouldEndWith("the program nothing");
        Compare(Right, [claims, .. Seen.Followed.Skip(1)], [], []).Disagreements.ShouldHaveSingleItem()
            .ShouldEndWith("the captures say TIME_WAIT on the server, the program on both sides");
    }

    [Fact]
    public void ASocketThatCannotBeThere_IsFound_UnlessSocketsWereStillMoving()
    {
        var found = Compare(Right, [], AtServer(3), []);

        found.Disagreed.ShouldBe(1);
        found.Disagreements.ShouldHaveSingleItem().ShouldContain("the server's socket is in TimeWait");
        Compare(Right, [], AtServer(3), [], isSettled: false).Disagreed.ShouldBe(0);
    }

    [Fact]
    public void WithSegmentsMissing_NothingIsCompared()
    {
        var found = Compare(Right with { ClosedFirst = new() { Client = 3 } }, [], [], [], missed: 7);

        (found.Missed, found.Agreed, found.Disagreed).ShouldBe((7, null, null));
        WitnessWarnings.Of(found).ShouldHaveSingleItem().Code.ShouldBe("witness_missed");
    }

    [Fact]
    public void AConnection_TravelsAsALine()
    {
        foreach (var connection in Seen.Followed)
        {
            FollowedConnection.Parse(connection.ToLine()).ShouldBe(connection);
        }

        Should.Throw<FormatException>(() => FollowedConnection.Parse("192.0.2.2:1 192.0.2.1:80"));
    }

    private static WitnessSummary Compare(
        TrialSummary trial,
        IReadOnlyList<FollowedConnection> followed,
        IReadOnlyList<SocketEntry> ofServer,
        IReadOnlyList<SocketEntry> ofClient,
        bool isSettled = true,
        long missed = 0)
    {
        var both = followed.SelectMany(c => new[] { (Tier.Server, c), (Tier.Client, c) }).ToLookup(f => f.Item1, f => f.c);
        var check = new WitnessCheck(TwoCaptures.Of(Seen), End(Tier.Server, ofServer, missed), End(Tier.Client, ofClient, 0), both);
        check.Connections().Select(c => c.Wire.Ending).ShouldBe(["server", "server", "client"]);
        return check.Compare(trial, isSettled);
    }

    private static HopEnd End(Tier tier, IReadOnlyList<SocketEntry> census, long missed) => new()
    {
        Tier = tier, Environments = [], Peaks = new(), Newest = [], Census = census, Role = new RoleReport { WitnessMissed = missed },
    };

    private static SocketEntry[] AtServer(int port) => [new(TcpState.TimeWait, Server, Client(port), IsMinisocket: true)];

    private static SocketEntry[] AtClient(int port) => [new(TcpState.TimeWait, Client(port), Server, IsMinisocket: true)];

    private static IPEndPoint Server { get; } = IPEndPoint.Parse("192.0.2.1:80");

    private static IPEndPoint Client(int port) => IPEndPoint.Parse($"192.0.2.2:{port}");
}
