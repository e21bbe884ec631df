using System.IO.Pipelines;
using System.Text.Json;
using Harness.Controller.Launching;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;

namespace Harness.Tests.Pure.Nodes;

/// <summary>An agent that is no process: it answers what its script says, over the same lines as a real one.</summary>
internal sealed class FakeAgent : IAsyncDisposable
{
    private readonly Pipe toAgent = new();
    private readonly Pipe fromAgent = new();
    private readonly StreamWriter output;
    private readonly FakeScript script;
    private readonly NodeId node;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Task serving;
    private Task sampling = Task.CompletedTask;
    private long began;

    public FakeAgent(NodeId node, FakeScript script)
    {
        (this.node, this.script) = (node, script);
        output = new StreamWriter(fromAgent.Writer.AsStream()) { AutoFlush = true, NewLine = "\n" };
        serving = Task.Run(ServeAsync);
        Channel = new AgentChannel(
            node,
            new StreamReader(fromAgent.Reader.AsStream()),
            new StreamWriter(toAgent.Writer.AsStream()),
            () => Task.FromResult($"the {node} agent is gone"));
    }

    public AgentChannel Channel { get; }

    /// <summary>What it was asked, in order.</summary>
    public List<AgentCommand> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await stop.CancelAsync();
        await serving.WaitAsync(TimeSpan.FromSeconds(20));
        stop.Dispose();
    }

    private long Now => MonotonicClock.Now + script.ClockAhead;

    private async Task ServeAsync()
    {
        using var input = new StreamReader(toAgent.Reader.AsStream());
        Say(answers: null, new AgentReport.Hello(ProtocolVersion.Current, "test", AgentBuild.Managed, $"clock of {node}"));
        Say(answers: null, new AgentReport.Logged(Now, "information", 1, $"{node} runs"));
        while (await input.ReadLineAsync() is { } line)
        {
            var request = JsonSerializer.Deserialize(line, ProtocolJson.OneLine.AgentRequest)!;
            request.Node.ShouldBe(node);
            lock (gate)
            {
                Asked.Add(request.Command);
            }

            Say(request.Id, Answer(request.Command));
        }

        await sampling;
        await output.DisposeAsync();
    }

    private AgentReport Answer(AgentCommand command)
    {
        switch (command)
        {
            case AgentCommand.Ping:
                return new AgentReport.Pong(Now);
            case AgentCommand.Prepare prepare:
                return new AgentReport.Prepared(script.Environment with { Address = prepare.Address });
            case AgentCommand.Listen:
                return new AgentReport.Listening([8080]);
            case AgentCommand.Watch:
                Watch();
                return new AgentReport.Watching();
            case AgentCommand.TakeSample:
                SayLast(step: 0);
                return new AgentReport.SampleTaken();
            case AgentCommand.Load when script.RefusesToLoad:
                return new AgentReport.Refused(RefusalKind.Fault, "it will not");
            case AgentCommand.Load:
                Say(answers: null, new AgentReport.ConnectionsEnded([new(Now, 0, 100, 200, 40_000, 8080, 1, 6, "client", "completed")]));
                return new AgentReport.LoadEnded(script.LoadSeconds, Now);
            case AgentCommand.Census:
                return new AgentReport.CensusPart([.. script.Census.Select(CensusLine.Format)], IsLast: true);
            case AgentCommand.Finish:
                stop.Cancel();
                return new AgentReport.Finished(script.Role);
            default:
                return new AgentReport.Refused(RefusalKind.Fault, $"{command.GetType().Name} is not in the script");
        }
    }

    // The script's samples at their moments since the watch began; then the last one again and again, so that the trial settles.
    private void Watch()
    {
        began = Now;
        foreach (var (seconds, states) in script.Samples)
        {
            Say(began + (long)(seconds * MonotonicClock.Second), states);
        }

        sampling = Task.Run(SampleAsync);
    }

    private async Task SampleAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var step = 1; !stop.IsCancellationRequested && step < 4000; step++)
        {
            SayLast(step);
            await timer.WaitForNextTickAsync();
        }
    }

    private void SayLast(int step)
    {
        var (seconds, states) = script.Samples[^1];
        Say(began + (long)((seconds + (step / 1000.0)) * MonotonicClock.Second), states);
    }

    private void Say(long at, StateCounts states) =>
        Say(answers: null, new AgentReport.Sampled(new Sample
        {
            At = at,
            States = states,
            Connections = script.Role.Connections,
            TimeWaitEntered = states.TimeWait,
        }));

    private void Say(long? answers, AgentReport report)
    {
        lock (gate)
        {
            try
            {
                output.WriteLine(JsonSerializer.Serialize(new AgentMessage(node, answers, report), ProtocolJson.OneLine.AgentMessage));
            }
            catch (InvalidOperationException)
            {
                // Nobody reads any more.
            }
        }
    }
}

/// <summary>What a <see cref="FakeAgent"/> says.</summary>
internal sealed record FakeScript
{
    /// <summary>Nanoseconds that its clock is ahead of this process's.</summary>
    public long ClockAhead { get; init; }

    public NodeEnvironment Environment { get; init; } = new()
    {
        Address = "",
        Sysctls = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ip_local_port_range"] = "32768 60999",
            ["tcp_max_tw_buckets"] = "1000",
        },
        DescriptorLimit = 100_000,
        TimeWaitCounted = CounterMeaning.Entry,
    };

    /// <summary>Moments since it began to watch, and what was there.</summary>
    public IReadOnlyList<(double Seconds, StateCounts States)> Samples { get; init; } = [(0, new())];

    /// <summary>It answers a load with a refusal.</summary>
    public bool RefusesToLoad { get; init; }

    public double LoadSeconds { get; init; } = 1;

    public IReadOnlyList<SocketEntry> Census { get; init; } = [];

    public RoleReport Role { get; init; } = new();
}
