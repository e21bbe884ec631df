using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.CSharp;

/// <summary>
/// In NBomber's place: runs a scenario's function a few times, one after the other, without regard to time, and remembers how
/// it was called.
/// </summary>
public static class StandIn
{
    /// <summary>Every run so far by its report folder, which a test makes its own.</summary>
    public static ConcurrentDictionary<
        string, (NBomberContext Context, IReadOnlyList<string> Arguments, IReadOnlyList<IResponse> Responses)> Runs { get; } =
        new(StringComparer.Ordinal);

    public static NodeStats Run(NBomberContext context, IReadOnlyList<string> arguments)
    {
        Console.WriteLine("| a table | on stdout |");
        var (scenario, test) = (context.Scenarios.Single(), new Context());
        var responses = new List<IResponse>();

        // The last value of an iterations simulation is their number; of others, their first value will do.
        foreach (var simulation in scenario.LoadSimulations.Where(s => s.Name != "Pause"))
        {
            var isNumber = simulation.Name.StartsWith("Iterations", StringComparison.Ordinal);
            var count = (int)(isNumber ? simulation.Values[^1] : simulation.Values[0]);
            for (var i = 0; i < count && !test.IsStopped; i++)
            {
                responses.Add(scenario.Run(test).GetAwaiter().GetResult());
            }
        }

        Runs[context.ReportFolder] = (context, arguments, responses);
        var failed = responses.Cast<Response<object>>().Count(r => r.IsError);
        return new NodeStats
        {
            ScenarioStats =
            [
                new() { ScenarioName = "another" },
                new()
                {
                    ScenarioName = scenario.ScenarioName,
                    Duration = TimeSpan.FromSeconds(2),
                    Ok = Stats(responses.Count - failed),
                    Fail = Stats(failed),
                },
            ],
        };
    }

    private static MeasurementStats Stats(int count) => new()
    {
        Request = new() { Count = count, RPS = count / 2.0 },
        Latency = new()
        {
            MinMs = 0.25,
            MeanMs = count == 0 ? double.NaN : 1.5,
            Percent50 = 1,
            Percent75 = 2,
            Percent95 = 3,
            Percent99 = 4,
            MaxMs = 5.1234567,
            StdDev = 0.5,
        },
    };

    private sealed class Context : IScenarioContext
    {
        public bool IsStopped { get; private set; }

        public void StopCurrentTest(string reason) => IsStopped = true;
    }
}
