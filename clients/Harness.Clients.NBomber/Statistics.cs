using Harness.Clients.Engines;
using Harness.Protocol.Messages;
using NBomber.CSharp;
using NBomber.Contracts.Stats;

namespace Harness.Clients.NBomber;

/// <summary>NBomber's statistics as a part of a result.</summary>
internal static class Statistics
{
    /// <summary>Those of one scenario; zeros when NBomber has none of it.</summary>
    public static EngineSummary Of(NodeStats stats, string scenario)
    {
        var found = stats.ScenarioStats.FirstOrDefault(s => s.ScenarioName == scenario);
        var summary = new EngineSummary { Name = "nbomber", Version = typeof(NBomberRunner).Assembly.GetName().Version?.ToString() ?? "" };
        return found is null ? summary : summary with
        {
            Seconds = found.Duration.TotalSeconds,
            Ok = Outcomes(found.Ok.Request, found.Ok.Latency),
            Fail = Outcomes(found.Fail.Request, found.Fail.Latency),
        };
    }

    private static EngineOutcomes Outcomes(RequestStats requests, LatencyStats latency) => new()
    {
        Count = requests.Count,
        PerSecond = Math.Round(requests.RPS, 1),
        LatencyUs = EngineFigures.Latency(
            latency.MinMs,
            latency.MeanMs,
            latency.Percent50,
            latency.Percent75,
            latency.Percent95,
            latency.Percent99,
            latency.MaxMs,
            latency.StdDev),
    };
}
