using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Trials;

/// <summary>The counters and bytes of a trial, and what the report says of them.</summary>
public sealed class CounterTests
{
    [Fact]
    public void EveryWatchedCounter_HasWords() => WatchedCounters.Names.Where(n => CounterText.Meaning(n).Length == 0).ShouldBeEmpty();

    [Fact]
    public void AWatchedCounterIsShownAtZero_OneThatTheKernelLacksIsNot_AndOthersOnlyWhenTheyGrew()
    {
        var grown = new Dictionary<string, long> { ["TcpExt.PAWSEstab"] = 0, ["TcpExt.TCPHPHits"] = 0, ["Tcp.InSegs"] = 7 };
        var counters = Summary(new() { Counters = grown }, new()).Server.Counters;

        counters.ShouldBe(new Dictionary<string, long> { ["TcpExt.PAWSEstab"] = 0, ["Tcp.InSegs"] = 7 }, ignoreOrder: true);
    }

    [Fact]
    public void TheReportSays_WhatWasDroppedForItsTimestamp_ByWhom()
    {
        var server = new SortedDictionary<string, long>
        {
            ["TcpExt.PAWSEstab"] = 2, ["TcpExt.PAWSTimewait"] = 1, ["TcpExt.TCPChallengeACK"] = 0,
        };
        var client = new SortedDictionary<string, long> { ["Tcp.OutRsts"] = 1 };
        var words = CounterText.Summary(new() { Server = new() { Counters = server }, Client = new() { Counters = client } });

        words.ShouldContain("(PAWS): 3 packets by the server, 0 by the client.");
        words.ShouldContain("Challenge ACKs, which answer a doubtful segment instead of believing it: none on either side.");
        words.ShouldContain("Resets sent: 0 RSTs by the server, 1 by the client.");
        CounterText.Summary(new()).ShouldBeEmpty();
    }

    [Fact]
    public void BytesLost_AreThoseWrittenThatNobodyRead()
    {
        Summary(new() { Bytes = 1000 }, new() { Bytes = 300 }).Bytes
            .ShouldBe(new ByteSummary { Written = 1000, Received = 300, Lost = 700 });
        Summary(new() { Bytes = 1000 }, new() { Program = new() }).Bytes.ShouldBeNull();
    }

    [Fact]
    public void TheServersOwnErrors_AreNamed()
    {
        var role = new RoleReport { Connections = new() { Errors = new Dictionary<string, long> { ["ECONNRESET"] = 3 } } };

        Summary(role, new()).Connections.ServerErrors.ShouldBe(new Dictionary<string, long> { ["ECONNRESET"] = 3 });
    }

    private static TrialSummary Summary(RoleReport server, RoleReport client)
    {
        var scenario = new Scenario { Name = "x", Server = new(), Client = new() { Like = "curl" }, Load = [] };
        return Summarizer.Summarize(
            new TrialPlan(1, new Dictionary<string, string>(), scenario),
            [
                new NodeRecord(NodeId.Of(Tier.Server), Tier.Server, null, new(), null, server),
                new NodeRecord(NodeId.Of(Tier.Client), Tier.Client, null, new(), null, client),
            ],
            loadSeconds: 1,
            phases: [],
            isComplete: true);
    }
}
