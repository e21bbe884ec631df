using Harness.Analysis.Catalogue;
using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Reporting.Checking;

namespace Harness.Tests.Pure.Checking;

/// <summary>Measurements made up: a client that closes first, a thousand connections a round.</summary>
internal static class ExampleMeasurement
{
    public static readonly BaselineEnvironment Here = new("x64", 2, "6.18", "namespaces", ".NET 10");

    public static TrialSummary Trial(
        long client = 1000,
        long server = 0,
        double rate = 100,
        double latency = 20_000,
        long failed = 0,
        string error = "SHORT_BODY",
        long opened = 1000) => new()
    {
        Connections = new()
        {
            Opened = opened, Completed = opened - failed, Failed = failed, Accepted = opened,
            Errors = failed == 0
                ? new SortedDictionary<string, long>(StringComparer.Ordinal)
                : new SortedDictionary<string, long>(StringComparer.Ordinal) { [error] = failed },
        },
        ClosedFirst = new() { Client = client, Server = server, Reset = opened - client - server },
        Server = new() { TimeWait = new() { Entered = server, Overflow = 0 }, Requests = opened },
        Client = new() { TimeWait = new() { Entered = client, Overflow = 0 } },
        Rates = new() { ConnectionsPerSecond = rate },
        LatencyUs = new() { Total = new() { Count = opened, P50 = latency } },
    };

    public static Measurement Of(params TrialSummary[] trials) => new()
    {
        Scenario = "example",
        Environment = Here,
        Trials = [.. trials.Select(t => new MeasuredTrial(t))],
        Control = 1,
        Seconds = 1.5,
    };

    /// <summary>Rounds beside a control that is always alike; the noise is fixed, so that a test says the same each time.</summary>
    public static Measurement Timed(int rounds, double speed = 1, double noise = 0.03)
    {
        var random = new Random(rounds);
        var pairs = Enumerable.Range(0, rounds).Select(_ =>
        {
            var factor = speed * (1 + (noise * ((2 * random.NextDouble()) - 1)));
            return new SpeedRound(new(Trial(rate: 100 * factor, latency: 20_000 / factor)), new(Trial()));
        }).ToList();
        return Of([.. pairs.Select(p => p.Scenario.Summary)]) with { Speed = pairs };
    }

    public static BaselineFile Baseline(Measurement measured) => new("baselines/example.json", BaselineUpdate.Of(measured, null));

    public static CheckReport Judge(Measurement then, Measurement now) =>
        BaselineCheck.Judge([(Baseline(then).Path, Baseline(then).Baseline, now)], isStructuralOnly: false, 3.2);
}
