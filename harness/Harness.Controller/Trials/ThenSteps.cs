using Harness.Controller.Launching;
using Harness.Model;
using Harness.Model.Agents;
using Harness.Model.Results;
using Harness.Model.Scenarios;

namespace Harness.Controller.Trials;

/// <summary>Carries out the <c>then</c> section of a trial.</summary>
/// <param name="pair">The sides.</param>
/// <param name="load">Runs a load to its end.</param>
/// <param name="clock">Measures the steps that only wait.</param>
internal sealed class ThenSteps(AgentPair pair, Func<IReadOnlyList<LoadStep>, CancellationToken, Task> load, TimeProvider clock)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    /// <summary>What came of starting the server again; null when no step did.</summary>
    public RestartSummary? Restart { get; private set; }

    public async Task RunAsync(IReadOnlyList<ThenStep> steps, CancellationToken stop)
    {
        foreach (var step in steps)
        {
            await RunAsync(step, stop);
        }
    }

    private async Task RunAsync(ThenStep step, CancellationToken stop)
    {
        switch (step)
        {
            case ThenStep.Wait wait:
                await Task.Delay(wait.For, clock, stop);
                break;
            case ThenStep.StopServer:
                await pair.Server.AskAsync<AgentReport.ServerStopped>(new AgentCommand.StopServer(), stop);
                break;
            case ThenStep.StartServer start:
                var command = new AgentCommand.StartServer(start.ReuseAddress, start.RetryFor);
                var started = await pair.Server.AskAsync<AgentReport.ServerStarted>(command, stop, start.RetryFor + AnswerWithin);
                Restart = (Restart ?? new()).And(started.Error, started.Seconds);
                break;
            case ThenStep.Set set:
                await Task.WhenAll(Enum.GetValues<Side>().Select(side =>
                    pair[side].AskAsync<AgentReport.SettingsMade>(new AgentCommand.Set(set.Kernel.Of(side)), stop)));
                break;
            case ThenStep.Load more:
                await load(more.Steps, stop);
                break;
        }
    }
}
