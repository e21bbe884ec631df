using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Trials;

/// <summary>What is said of a trial in which something in the kernel ran out.</summary>
public sealed class CauseCheckTests
{
    private static readonly Scenario InNamespaces = new()
    {
        Name = "x", Server = new() { Close = new ServerClose.Immediately() }, Client = new() { Like = "curl" }, Load = [],
    };

    [Fact]
    public void PortsThatAProgramUsedUp_AreSaid_ThoughItHidesWhatFailed()
    {
        var trial = Full(recycled: 0) with
        {
            Client = Full(recycled: 0).Client with { Program = new() { Command = ["siege"] } },
        };

        var warning = CauseCheck.Warnings(InNamespaces, trial).ShouldHaveSingleItem();

        warning.Code.ShouldBe("ports_used_up");
        warning.Text.ShouldBe(
            "the client's 500 ports were all held by its TIME_WAITs; 'siege' may have failed to connect, which its output may say");
    }

    [Fact]
    public void PortsThatAreTakenOver_AreNotUsedUp()
    {
        var trial = Full(recycled: 7);

        CauseCheck.Warnings(InNamespaces, trial with { Client = trial.Client with { Program = new() { Command = ["siege"] } } })
            .ShouldBeEmpty();
        CauseCheck.Warnings(InNamespaces, trial).ShouldBeEmpty();
    }

    [Fact]
    public void ConnectsThatFailed_AreCounted() =>
        CauseCheck.Warnings(InNamespaces, new() { Connections = new() { Errors = Counts(("EADDRNOTAVAIL", 12)) } })
            .ShouldHaveSingleItem().Text
            .ShouldBe("the client had no port left for a connection to the server, and 12 connects failed with EADDRNOTAVAIL");

    [Theory]
    [InlineData("TcpExt.ListenOverflows", "accept_queue_full")]
    [InlineData("TcpExt.SyncookiesSent", "syn_cookies_sent")]
    [InlineData("TcpExt.TCPReqQFullDrop", "syn_queue_full")]
    [InlineData("TcpExt.TCPAbortOnClose", "closed_with_unread_data")]
    public void ACounterOfTheServer_NamesTheCause_ButNotWhereOthersShareIt(string counter, string code)
    {
        var trial = new TrialSummary { Server = new() { Counters = Counts((counter, 1234)) } };

        var warning = CauseCheck.Warnings(InNamespaces, trial).ShouldHaveSingleItem();

        (warning.Code, warning.Text.Contains("1,234", StringComparison.Ordinal)).ShouldBe((code, true));
        CauseCheck.Warnings(InNamespaces with { Network = NetworkKind.Loopback }, trial).ShouldBeEmpty();
    }

    [Fact]
    public void TimeWaitsThatWereRefused_AreSaidOfTheirSide()
    {
        var trial = new TrialSummary
        {
            Client = new() { TimeWait = new() { Overflow = 900 } }, Limits = new() { ClientTimeWaitBuckets = 100 },
        };

        CauseCheck.Warnings(InNamespaces, trial).ShouldHaveSingleItem().Text
            .ShouldStartWith("the client's kernel refused 900 TIME_WAITs, because it may hold 100 (tcp_max_tw_buckets)");
    }

    private static TrialSummary Full(long recycled) => new()
    {
        Client = new() { TimeWait = new() { Peak = 500, Final = 500 }, Counters = Counts(("TcpExt.TWRecycled", recycled)) },
        Limits = new() { ClientPorts = 500 },
    };

    private static SortedDictionary<string, long> Counts(params (string Name, long Count)[] counts) =>
        new(counts.ToDictionary(c => c.Name, c => c.Count), StringComparer.Ordinal);
}
