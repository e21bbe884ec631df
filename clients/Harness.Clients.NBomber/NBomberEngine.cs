using Harness.Clients.Engines;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using NBomber.CSharp;
using NBomber.Contracts.Stats;
using Load = NBomber.CSharp.Scenario;

namespace Harness.Clients.NBomber;

/// <summary>
/// Has NBomber decide when connections are opened. Written on what its versions 4.1 to 6 have in common: no sinks, no plugins. What it
/// prints goes where the agent sends stdout, to stderr, and what it writes into a folder that ends with the trial.
/// </summary>
public sealed class NBomberEngine : ILoadEngine
{
    /// <summary>The environment variable with the user's licence key, or with the path of a file that has it.</summary>
    public const string LicenceVariable = "NBOMBER_LICENSE";

    private const string Name = "harness";

    /// <inheritdoc/>
    public LoadEngine Engine => LoadEngine.NBomber;

    /// <inheritdoc/>
    public async Task<EngineSummary> RunAsync(EngineLoad load, CancellationToken stop)
    {
        // NBomber blocks the thread that runs it until the load is over.
        var stats = await Task.Factory.StartNew(
            () => Run(load, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Statistics.Of(stats, Name);
    }

    private static NodeStats Run(EngineLoad load, CancellationToken stop)
    {
        var scenario = Load.Create(Name, async context =>
            {
                var connection = await load.OpenOne();
                if (stop.IsCancellationRequested)
                {
                    context.StopCurrentTest("the harness ends the load");
                }

                // Arguments by name: their order differs between versions. A size that is an int fits those versions that take a long as
                // well.
                var size = (int)Math.Min(connection.Bytes, int.MaxValue);
                return connection.Failure is { } failure
                    ? Response.Fail(statusCode: failure, sizeBytes: size)
                    : Response.Ok(sizeBytes: size);
            })
            // By default it would first load for 30 s uncounted, and stop at the 5000th failure, which a client that runs out of ports
            // passes.
            .WithoutWarmUp()
            .WithMaxFailCount(int.MaxValue)
            .WithLoadSimulations([.. load.Steps.Select(Simulations.Of)]);
        var runner = NBomberRunner.RegisterScenarios(scenario).WithTestName(Name).WithReportFolder(load.Scratch).WithoutReports();
        return Licence() is { } key ? runner.Run([$"--license={key}"]) : runner.Run();
    }

    private static string? Licence() => Environment.GetEnvironmentVariable(LicenceVariable) is { Length: > 0 } given
        ? File.Exists(given) ? File.ReadAllText(given).Trim() : given
        : null;
}
