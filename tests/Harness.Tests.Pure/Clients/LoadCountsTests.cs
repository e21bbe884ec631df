using Harness.Clients;
using Harness.Clients.Connections;

namespace Harness.Tests.Pure.Clients;

public sealed class LoadCountsTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void AfterTheFirstFailure_OnlyConnectionsBegunLaterCount()
    {
        var counts = new LoadCounts();
        counts.AfterFirstFailurePerSecond.ShouldBeNull();

        counts.Ended(Connection(from: 0, to: 1));
        counts.AfterFirstFailurePerSecond.ShouldBeNull();
        counts.Ended(Connection(from: 1, to: 2, failure: "EADDRNOTAVAIL"));
        counts.AfterFirstFailurePerSecond.ShouldBeNull("no time has passed since");
        counts.Ended(Connection(from: 1, to: 3));
        counts.AfterFirstFailurePerSecond.ShouldBe(0, "it was under way when the other failed");
        counts.Ended(Connection(from: 2, to: 4));
        counts.Ended(Connection(from: 4, to: 5, failure: "EADDRNOTAVAIL"));
        counts.Ended(Connection(from: 5, to: 6));
        counts.AfterFirstFailurePerSecond.ShouldBe(2 / 4.0);
    }

    [Fact]
    public void ConnectionsThatTheEndCutOff_AreNoFailureToSustain()
    {
        var counts = new LoadCounts();
        counts.Ended(Connection(from: 0, to: 1, failure: "ECANCELED"));
        counts.Ended(Connection(from: 1, to: 2));
        counts.AfterFirstFailurePerSecond.ShouldBeNull();
        counts.Connections.Tally().Failed.ShouldBe(1);
    }

    private static ConnectionOutcome Connection(int from, int to, string? failure = null) =>
        new() { Started = from * Second, Ended = to * Second, Failure = failure };
}
