using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Sequences;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Reporting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Testing;

/// <summary>
/// Runs as the controller tells them, made up but true to what a kernel does: who closed first holds the TIME_WAIT, for 60 s.
/// </summary>
internal sealed class ExampleRun
{
    public static readonly DateTimeOffset StartedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly List<(TrialPlan Plan, List<(Phase Phase, Sample Sample)> Samples, TrialSummary Summary)> trials = [];

    public ExampleRun(string name, string about, IEnumerable<ExampleTrial> trials)
    {
        var scenario = new Scenario
        {
            Name = name,
            About = about,
            Server = new ServerOptions(),
            Client = new ClientOptions { Like = "ab" },
            Load = [new LoadStep.IterationsForConstant(10, 1000)],
        };
        foreach (var (i, trial) in trials.Index())
        {
            this.trials.Add((new TrialPlan(i + 1, trial.Parameters, scenario), [.. trial.Samples()], trial.Summary(i + 1)));
        }

        var text = $"name: {name}\nabout: {about}\nload:\n  - iterations_for_constant: {{ copies: 10, iterations: 1000 }}\n";
        Plan = new RunPlan(scenario, text, [.. this.trials.Select(t => t.Plan)]);
    }

    public RunPlan Plan { get; }

    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    public string? BrokeOff { get; init; }

    public ThresholdSummary? Threshold { get; init; }

    public IReadOnlyList<PredictionSummary> Predictions { get; init; } = [];

    public IReadOnlyList<string> Answer { get; init; } = [];

    /// <summary>What the link did to connections of the first trial.</summary>
    public IReadOnlyList<Sequence> Sequences { get; init; } = [];

    public RunEnvironment Environment { get; } = new()
    {
        HarnessVersion = "0.1.0",
        Network = NetworkKind.Namespaces,
        Kernel = "6.18.0",
        OperatingSystem = "Debian GNU/Linux 12 (bookworm)",
        Architecture = "x64",
        Runtime = ".NET 10.0.12",
        Cpu = "An Example Processor @ 2.50GHz",
        Cores = 2,
        MemoryBytes = 8L << 30,
        IsRoot = true,
        Tools = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["curl"] = "7.88.1" },
        Server = Of("198.18.0.1"),
        Client = Of("198.18.0.2"),
    };

    public RunSummary Summary => new()
    {
        Scenario = Plan.Scenario.Name,
        StartedAt = StartedAt,
        Complete = BrokeOff is null,
        BrokeOff = BrokeOff,
        Verdict = trials.SelectMany(t => t.Summary.Expectations).ToList() switch
        {
            [] => Verdict.None,
            var all => all.All(e => e.Passed) ? Verdict.Passed : Verdict.Missed,
        },
        Warnings = Warnings,
        Threshold = Threshold,
        Predictions = Predictions,
        Answer = Answer,
        Trials = [.. trials.Select(t => t.Summary)],
    };

    public static ExampleRun ServerFirst(
        string name = "server-closes-first",
        string about = "The server closes as soon as it has written, so it collects the TIME_WAITs. "
            + "The client reads to end-of-file, so that there is no race.") =>
        new(name, about, [new ExampleTrial { Connections = 1000, Rate = 1400, Every = 0.02, ClosesFirst = Tier.Server }]);

    public static ExampleRun ClientFirstDrained() => new(
        "client-runs-out-of-ports",
        "Clients that close first keep their ports busy for 60 s each.",
        [
            new ExampleTrial
            {
                Connections = 28_232, Rate = 7000, Every = 0.1, ClosesFirst = Tier.Client, Drains = true, Failed = 768,
            },
        ])
    {
        Warnings =
        [
            new Warning(
                "ports_may_run_out",
                "The load opens 29 000 connections, the client has 28 232 ports for one destination.",
                "Widen ip_local_port_range, or give the server more ports."),
        ],
    };

    public static ExampleRun Missed() => new(
        "curl-against-immediate-close",
        "A race: whoever is faster closes first.",
        [
            new ExampleTrial
            {
                Connections = 1000, Rate = 900, Every = 0.1, ClosesFirst = Tier.Server, ClosedByTheOther = 183, Both = 9, Expected = 1000,
            },
        ]);

    public static ExampleRun Interrupted() => new(
        "server-closes-first",
        "Interrupted by Ctrl-C.",
        [new ExampleTrial { Connections = 431, Rate = 1400, Every = 0.02, ClosesFirst = Tier.Server, Complete = false }])
    {
        BrokeOff = "interrupted by SIGINT during load",
    };

    public static ExampleRun Sweep() => new(
        "how-long-must-the-server-wait", "The server waits before it closes: the longer, the more often the client is faster.", Delays());

    /// <summary>Trials in which the client is faster the more often the longer the server waits.</summary>
    /// <param name="others">What else is swept, by key.</param>
    public static IEnumerable<ExampleTrial> Delays(params (string Key, string Value)[] others) =>
        new[] { ("0us", 95), ("100us", 610), ("400us", 860), ("1ms", 960), ("10ms", 1000) }.Select(t => new ExampleTrial
        {
            Connections = 1000,
            Rate = 800,
            Every = 0.05,
            ClosesFirst = Tier.Server,
            ClosedByTheOther = t.Item2,
            DelayMicroseconds = 50 + t.Item2,
            Expected = null,
            Parameters = Parameters([.. others, ("server.close.after", t.Item1)]),
        });

    public static SortedDictionary<string, string> Parameters(params (string Key, string Value)[] pairs) =>
        new(pairs.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal);

    /// <summary>Tells the run to a new result folder in <paramref name="parent"/>.</summary>
    /// <param name="parent">Where results go.</param>
    /// <param name="killed">True: stops in the middle of the last trial and says no more, as SIGKILL does.</param>
    /// <returns>The folder.</returns>
    public string WriteTo(string parent, bool killed = false)
    {
        using var folder = new ResultFolder(ResultParent.Open(parent, new PlainFiles()));
        folder.RunStarted(Plan, StartedAt);
        folder.EnvironmentKnown(Environment);
        foreach (var (trial, samples, summary) in trials)
        {
            foreach (var (phase, sample) in killed ? samples.Take(samples.Count / 2) : samples)
            {
                folder.Sampled(trial, phase, sample);
            }

            if (killed)
            {
                return folder.Path;
            }

            folder.TrialFinished(trial, summary);
        }

        if (Sequences.Count > 0)
        {
            folder.Sequenced(Plan.Trials[0], Sequences);
        }

        folder.RunFinished(Summary);
        return folder.Path;
    }

    private static NodeEnvironment Of(string address) => new()
    {
        Address = address,
        DescriptorLimit = 1_048_576,
        TimeWaitCounted = CounterMeaning.Entry,
        Sysctls = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ip_local_port_range"] = "32768 60999", ["tcp_fin_timeout"] = "60", ["tcp_max_tw_buckets"] = "131072",
            ["tcp_timestamps"] = "1", ["tcp_tw_reuse"] = "0", ["tcp_rfc1337"] = "0",
        },
    };
}
