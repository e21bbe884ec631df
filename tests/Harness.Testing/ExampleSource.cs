using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Testing;

/// <summary>Runs as result folders tell them, from a few figures.</summary>
internal static class ExampleSource
{
    public static readonly RunEnvironment Environment = new()
    {
        HarnessVersion = "0.1.0", Network = NetworkKind.Namespaces, Kernel = "6.18.0", OperatingSystem = "Debian", Architecture = "x64",
        Runtime = ".NET 10", Cpu = "A processor", Cores = 2, MemoryBytes = 1L << 33, IsRoot = true, TimeWaitBytes = 256,
    };

    /// <summary>One run for each rate; the server closes first in <paramref name="server"/> of <paramref name="connections"/>.</summary>
    public static SubjectSource Of(string name, int server, int connections, params IEnumerable<double> rates) =>
        new(name, new SortedDictionary<string, string>(), [.. rates.Select(r => Run(name, server, connections, r))]);

    public static RunRecord Run(string name, int server, int connections, double rate) => new()
    {
        Folder = $"/results/{name}",
        ScenarioText = $"name: {name}\nserver: {{}}\n",
        Environment = Environment,
        Samples = [],
        Summary = new RunSummary
        {
            Scenario = name, StartedAt = default, Verdict = Verdict.None, Complete = true,
            Trials =
            [
                new TrialSummary
                {
                    Complete = true,
                    Connections = new() { Opened = connections, Completed = connections, Failed = 0 },
                    ClosedFirst = new() { Server = server, Client = connections - server, Source = ClosedFirstSource.Census },
                    Server = SideOf(server),
                    Client = SideOf(connections - server),
                    Rates = new() { ConnectionsPerSecond = rate, LoadSeconds = connections / rate },
                    LatencyUs = new() { Total = new() { Count = connections, P50 = 1e6 / rate, P90 = 2e6 / rate, P99 = 4e6 / rate } },
                    Limits = new() { ClientPorts = 28_232 },
                    Phases = [new(Phase.Load, 0, 1)],
                },
            ],
        },
    };

    /// <summary>Eight combinations of three axes: who closes first depends on the first of them.</summary>
    public static Comparison Matrix()
    {
        SweepAxis[] axes = [new("close", ["now", "later"]), new("like", ["curl", "ab"]), new("form", ["exact", "missing"])];
        var sources = MatrixAxis.Combinations(axes).Select(c => Of(
            string.Join(", ", c.Select(p => $"{p.Key}={p.Value}")), c[0].Value == "now" ? 1000 : 0, 1000, 900, 950) with
        {
            Parameters = new SortedDictionary<string, string>(c.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal),
        });
        return Comparer.Compare([.. sources], axes, default, isComplete: true);
    }

    /// <summary>A side's number of TIME_WAITs over time.</summary>
    public static IEnumerable<Sample> Samples(params (double At, int TimeWait)[] points) =>
        points.Select(p => new Sample
        {
            Tier = Tier.Server, ElapsedSeconds = p.At, Connections = new(), States = new() { TimeWait = p.TimeWait },
        });

    private static TierSummary SideOf(int timeWaits) => new()
    {
        TimeWait = new() { Entered = timeWaits, Peak = timeWaits, Final = timeWaits, EnteredFrom = EnteredSource.Counter },
    };
}
