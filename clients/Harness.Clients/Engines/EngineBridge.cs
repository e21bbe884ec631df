using Harness.Clients.Connections;
using Harness.Clients.Pacing;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Clients.Engines;

/// <summary>Lets another engine decide when connections are opened: each of its calls runs one connection of the pool.</summary>
/// <param name="plan">The load.</param>
/// <param name="pool">Runs the connections.</param>
/// <param name="inFlight">Counts them.</param>
/// <param name="clock">Measures the pause after a connection that could not be opened.</param>
/// <param name="stop">Opens no more connections.</param>
internal sealed class EngineBridge(LoadPlan plan, SessionPool pool, InFlight inFlight, TimeProvider clock, CancellationToken stop)
{
    private readonly bool isOpenLoad = plan.Steps.Any(s => s.Kind == LoadKind.Open);

    /// <summary>Runs every step of the load to its end.</summary>
    /// <exception cref="LoadEngineException">The engine cannot run this load.</exception>
    public Task<EngineSummary> RunAsync(ILoadEngine engine) =>
        engine.RunAsync(new EngineLoad(plan.Steps, OpenOneAsync, plan.Scratch), stop);

    // An engine does not say when a connection was due, so it is due when it is started, in an open load too.
    private async Task<EngineConnection> OpenOneAsync()
    {
        inFlight.Begin();
        try
        {
            if (pool.IsOver || stop.IsCancellationRequested)
            {
                return new(ConnectionOutcome.Cancelled, 0);
            }

            var outcome = await pool.RunOneAsync(isProbe: false);
            if (!isOpenLoad && !stop.IsCancellationRequested)
            {
                await Task.Delay(outcome.Pause, clock, CancellationToken.None);
            }

            return new(outcome.Failure, outcome.Bytes);
        }
        finally
        {
            inFlight.End();
        }
    }
}
