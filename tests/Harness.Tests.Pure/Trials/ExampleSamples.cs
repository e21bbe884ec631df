using Harness.Controller.Trials;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

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

    /// <summary>A board that expects samples of one node of each tier.</summary>
    public static SampleBoard Board(TimeProvider clock)
    {
        var board = new SampleBoard(clock);
        foreach (var tier in Enum.GetValues<Tier>())
        {
            board.Expect(NodeId.Of(tier), tier);
        }

        return board;
    }

    public static Sample Of(Tier tier, double at = 0, int timeWait = 0, int completed = 0, int failed = 0) => new()
    {
        Node = NodeId.Of(tier),
        Tier = tier,
        ElapsedSeconds = at,
        States = new() { TimeWait = timeWait },
        Connections = new() { Opened = completed + failed, Completed = completed, Failed = failed },
    };
}
