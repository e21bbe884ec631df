using Harness.Clients.Engines;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Tests.Loopback.Clients;

/// <summary>A load engine as another tool would be one: five connections at a time, and a count of its own.</summary>
internal sealed class FiveAtATime : ILoadEngine
{
    public LoadEngine Engine => LoadEngine.NBomber;

    /// <summary>What the last load opens connections with.</summary>
    public Func<Task<EngineConnection>>? OpenOne { get; private set; }

    public async Task<EngineSummary> RunAsync(EngineLoad load, CancellationToken stop)
    {
        OpenOne = load.OpenOne;
        var (ok, failed) = (0, 0);
        for (var left = load.Steps.OfType<LoadStep.IterationsForConstant>().Single().Iterations; left > 0; left -= 5)
        {
            var ended = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => load.OpenOne()));
            failed += ended.Count(c => c.Failure is not null);
            ok += ended.Count(c => c.Failure is null && c.Bytes > 0);
        }

        return new EngineSummary { Name = "five at a time", Ok = new() { Count = ok }, Fail = new() { Count = failed } };
    }
}
