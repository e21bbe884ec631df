using Harness.Analysis.Results;
using Harness.Controller.Launching;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Carries out the <c>then</c> section of a trial.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="load">Runs a load to its end.</param>
/// <param name="clock">Measures the steps that only wait.</param>
internal sealed class ThenSteps(NodeSet nodes, Func<ThenStep.Load, CancellationToken, Task> load, TimeProvider clock)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    /// <summary>What came of starting the servers again; null when no step did.</summary>
    public RestartSummary? Restart { get; private set; }

    public async Task RunAsync(IReadOnlyList<ThenStep> steps, CancellationToken stop)
    {
        foreach (var step in steps)
        {
            await RunAsync(step, stop);
        }
    }

    private Task RunAsync(ThenStep step, CancellationToken stop) => step switch
    {
        ThenStep.Wait wait => Task.Delay(wait.For, clock, stop),
        ThenStep.StopServer => EachServerAsync(server =>
            server.Channel.AskAsync<AgentReport.ServerStopped>(new AgentCommand.StopServer(), stop)),
        ThenStep.StartServer start => EachServerAsync(server => StartAsync(server, start, stop)),
        ThenStep.Set set => Task.WhenAll(nodes.Tiers.Select(n =>
            n.Node.Channel.AskAsync<AgentReport.SettingsMade>(new AgentCommand.Set(set.Kernel.Of(n.Tier)), stop))),
        ThenStep.Arm(var names) => ChangeRulesAsync(new(names, [], []), stop),
        ThenStep.Disarm(var names) => ChangeRulesAsync(new([], names, []), stop),
        ThenStep.Deliver(var names) => ChangeRulesAsync(new([], [], names), stop),
        ThenStep.Load more => load(more, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no such step"),
    };

    // The language refuses rules without a link.
    private Task<AgentReport.RulesChanged> ChangeRulesAsync(AgentCommand.ChangeRules change, CancellationToken stop) =>
        nodes.Link!.Channel.AskAsync<AgentReport.RulesChanged>(change, stop);

    private async Task EachServerAsync(Func<Node, Task> what)
    {
        foreach (var server in nodes.Servers)
        {
            await what(server);
        }
    }

    private async Task StartAsync(Node server, ThenStep.StartServer start, CancellationToken stop)
    {
        var command = new AgentCommand.StartServer(start.ReuseAddress, start.RetryFor);
        var started = await server.Channel.AskAsync<AgentReport.ServerStarted>(command, stop, start.RetryFor + AnswerWithin);
        Restart = (Restart ?? new()).And(started.Error, started.Seconds);
    }
}
