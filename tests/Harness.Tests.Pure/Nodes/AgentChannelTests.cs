using System.Collections.Concurrent;
using Harness.Controller.Launching;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Nodes;

/// <summary>What a channel does before anybody listens, and after its agent has ended.</summary>
public sealed class AgentChannelTests
{
    private static readonly NodeId Node = new("server");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatAnAgentSaysBeforeAnybodyListens_ComesFirst()
    {
        var script = new FakeScript { Samples = [(0, new() { TimeWait = 1 }), (0.1, new() { TimeWait = 2 })] };
        await using var agent = new FakeAgent(Node, script);
        await agent.Channel.GreetAsync(Stop);
        await agent.Channel.AskAsync<AgentReport.Watching>(
            new AgentCommand.Watch(
                TimeSpan.FromSeconds(1), Tier.Client, new([], [], []), Segments: false, Lifetimes: false, Witness: false),
            Stop);
        // The agent goes on to sample while this looks.
        ConcurrentQueue<AgentReport> heard = [];

        agent.Channel.PassOn((_, report) => heard.Enqueue(report));

        heard.First().ShouldBeOfType<AgentReport.Logged>();
        heard.OfType<AgentReport.Sampled>().Take(2).Select(s => s.Sample.States.TimeWait).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task WhoAsksAnAgentThatHasBeenEnded_HearsOfItsEnd()
    {
        var agent = new FakeAgent(Node, new FakeScript());
        await agent.Channel.GreetAsync(Stop);
        await agent.DisposeAsync();

        var gone = await Should.ThrowAsync<AgentException>(agent.Channel.AskAsync<AgentReport.Pong>(new AgentCommand.Ping(), Stop));

        gone.Message.ShouldBe("the server agent is gone");
    }

    [Fact]
    public async Task ABeat_WaitsForNoAnswer_SoThatALateOneKeepsNoneBack()
    {
        using var silent = new EndingReader();
        using var sent = new StringWriter();
        using var channel = new AgentChannel(Node, silent, sent, () => Task.FromResult("gone"));

        await channel.BeatAsync(Stop);
        await channel.BeatAsync(Stop);

        sent.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.Contains("\"ping\""));
        sent.ToString().Count(c => c == '\n').ShouldBe(2);
        silent.Now();
    }

    [Fact]
    public async Task WhoAsksAtTheMomentOfTheEnd_HearsOfIt_InEveryOrder()
    {
        for (var i = 0; i < 2000; i++)
        {
            using var ends = new EndingReader();
            using var channel = new AgentChannel(Node, ends, TextWriter.Null, () => Task.FromResult("gone"));

            var asked = Task.Run(() => channel.AskAsync<AgentReport.Pong>(new AgentCommand.Ping(), Stop, TimeSpan.FromMinutes(1)), Stop);
            ends.Now();

            (await Should.ThrowAsync<AgentException>(asked)).Message.ShouldBe("gone");
        }
    }

    /// <summary>Says nothing, and ends when it is told to.</summary>
    private sealed class EndingReader : TextReader
    {
        private readonly TaskCompletionSource<string?> end = new();

        public void Now() => end.SetResult(null);

        public override Task<string?> ReadLineAsync() => end.Task;
    }
}
