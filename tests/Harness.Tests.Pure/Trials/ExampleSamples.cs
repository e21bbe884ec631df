using Harness.Model;
using Harness.Model.Counting;
using Harness.Model.Running;
using Harness.Model.Scenarios;

namespace Harness.Tests.Pure.Trials;

/// <summary>A plan and samples, as little as a trial needs.</summary>
internal static class ExampleSamples
{
    public static Scenario Scenario { get; } = new() { Name = "example", Server = new(), Client = new() { Like = "curl" }, Load = [] };

    public static RunPlan Plan(int trials = 1, int atOnce = 1)
    {
        var scenario = Scenario with { AtOnce = atOnce };
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        return new(scenario, "", [.. Enumerable.Range(1, trials).Select(n => new TrialPlan(n, parameters, scenario))]);
    }

    public static Sample Of(Side side, double at = 0, int timeWait = 0, int completed = 0, int failed = 0) => new()
    {
        Side = side,
        ElapsedSeconds = at,
        States = new() { TimeWait = timeWait },
        Connections = new() { Opened = completed + failed, Completed = completed, Failed = failed },
    };
}
