using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Reporting;
using Harness.Scenarios.Options;

namespace Harness.Testing;

/// <summary>A page of each kind, with all that its kind may have.</summary>
internal static class ExamplePages
{
    private static readonly string[] Forms = ["exact", "larger"];
    private static readonly string[] Clients = ["curl", "wrk", "siege, ten at a time"];

    public static IReadOnlyList<string> Kinds { get; } =
        ["run", "sweep", "table of delays", "threshold", "cases", "kernel", "probe", "comparison", "matrix"];

    /// <summary>Writes a result folder with its page below <paramref name="parent"/>.</summary>
    /// <returns>The path of the page.</returns>
    public static string Write(string kind, string parent) => kind switch
    {
        "run" => Page(ExampleRun.ClientFirstDrained(), parent),
        "sweep" => Page(Predicted(), parent),
        "table of delays" => Page(TableOfDelays(), parent),
        "threshold" => Page(Searched(), parent),
        "cases" => Page(Cases(), parent),
        "kernel" => Page(Kernel(), parent),
        "probe" => Page(Probed(), parent),
        "comparison" => Page(Policies(), parent),
        _ => Page(ExampleSource.Matrix(), parent),
    };

    /// <summary>A sweep whose first trial measured the think time.</summary>
    public static ExampleRun Predicted() => new(
        "curl-delay-sweep",
        "What the think time predicts.",
        [
            new ExampleTrial { Connections = 300, Rate = 500, Every = 0.05, ClosesFirst = Tier.Client, Expected = null },
            .. ExampleRun.Delays(),
        ])
    {
        Predictions =
        [
            new()
            {
                Trials = [1],
                Points = [new(0, 0.9, 0.1, 0, 0.01), new(100, 0.4, 0.6, 0, 0.02), new(400, 0.1, 0.85, 0.05, 0.05)],
                LargestDifference = 0.05,
            },
        ],
    };

    /// <summary>Three clients at several delays.</summary>
    public static ExampleRun TableOfDelays() => new(
        "how-long-the-server-must-wait",
        "Three clients.",
        Clients.SelectMany(like => ExampleRun.Delays(("client.like", like))));

    public static ExampleRun Cases() => new(
        "who-holds-time-wait",
        "Both orders of closing.",
        [Case("the server closes first", Tier.Server), Case("the client closes first", Tier.Client)]);

    /// <summary>All cards that a trial may have.</summary>
    public static ExampleRun Kernel() => new(
        "a-restart-behind-a-link",
        "All that one trial may show.",
        [new ExampleTrial { Connections = 800, Rate = 400, Every = 0.1, ClosesFirst = Tier.Server, Failed = 12, And = Everything }])
    {
        Sequences = [Story.Whole with { FirstOf = ["lost"] }, Story.Whole with { Number = 2 }],
    };

    private static ExampleTrial Case(string name, Tier first) => new()
    {
        Connections = 1000, Rate = 200, Every = 0.1, ClosesFirst = first, Parameters = ExampleRun.Parameters(("cases", name)),
    };

    private static ExampleRun Searched() => new("curl-threshold", "The shortest delay.", ExampleRun.Delays())
    {
        Threshold = new()
        {
            Key = "server.close.after", Share = ThresholdShare.ServerTimeWait, AtMost = 0.05, Confidence = 0.95,
            LowerUs = 100, UpperUs = 1000, Connections = 3000, Ended = SearchEnd.Time,
            Probes =
            [
                new(0, 1000, 905, 0.88, 0.93, ProbeVerdict.Above), new(400, 1000, 140, 0.03, 0.16, ProbeVerdict.Undecided),
                new(1000, 1000, 40, 0.03, 0.05, ProbeVerdict.Below),
            ],
        },
    };

    private static ExampleRun Probed() => new(
        "probe-client",
        "",
        Forms.Select(form => new ExampleTrial
        {
            Connections = 10, Rate = 20, Every = 0.1, ClosesFirst = Tier.Client, Expected = null,
            Parameters = ExampleRun.Parameters(("form", form)),
            And = t => t with
            {
                Client = t.Client with
                {
                    Program = new()
                    {
                        Command = ["curl", "-s", "{url}"],
                        ExitCodes = new Dictionary<string, long>(StringComparer.Ordinal) { ["0"] = 9, ["18"] = 1 },
                        CpuSeconds = 0.2,
                        LeftBehind = 0,
                        Output = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"line {i} {new string('x', 200)}")),
                    },
                },
            },
        }))
    {
        Answer = ["It closes first, some 60 µs after the last byte.", "It opens a connection for each request."],
    };

    private static Comparison Policies() => Comparer.Compare(
        [
            ExampleSource.Of("server-closes-first", 1000, 1000, 900, 910, 905, 912, 899),
            ExampleSource.Of("client-closes-first", 0, 1000, 1900, 1910, 1905, 1912, 1899),
            ExampleSource.Of("reset", 500, 1000, 900, 910, 905, 912, 899),
        ],
        [],
        ExampleRun.StartedAt,
        isComplete: true);

    private static TrialSummary Everything(TrialSummary t) => t with
    {
        Warnings = [new("late_starts", "Connections began late.", "Ask for fewer.")],
        Restart = new RestartSummary().And("EADDRINUSE", 0.5),
        Bytes = new() { Written = 1_000_000, Received = 900_000, Lost = 100_000 },
        Memory = new()
        {
            HeldByServer = 800, HeldByClient = 0, Bytes = 204_800, BytesPerTimeWait = 256, Source = "slabinfo",
            Caches = [new("the TIME_WAIT", "tw_sock_TCP", 256, 800, 204_800)],
        },
        Link = new()
        {
            RttUs = 20_000,
            LateUs = t.LatencyUs.Connect,
            ToServer = new() { Frames = 4000 },
            ToClient = new() { Frames = 4100, Dropped = 3 },
        },
        ConnectByOccupancy = new()
        {
            Ports = 1000, LowUs = t.LatencyUs.Connect, HighUs = t.LatencyUs.Total,
            Points = [new(0, 0.05, 40, 12, 18), new(0.5, 0.55, 40, 20, 31), new(0.95, 1, 30, 90, 240)],
        },
        Server = t.Server with
        {
            TimeWaitLifetimeMs = new()
            {
                Count = 800, Min = 60_000, P50 = 60_500, Max = 61_000, Curve = [[0, 60_000], [0.5, 60_500], [1, 61_000]],
            },
        },
        Limits = t.Limits with { EstablishedHashEntries = 262_144, BindHashEntries = 65_536 },
    };

    private static string Page(ExampleRun run, string parent) => Report.Write(new PlainFolder(run.WriteTo(parent)));

    private static string Page(Comparison comparison, string parent)
    {
        using var folder = ComparisonFolder.Create(parent, comparison.StartedAt, new PlainFiles());
        return folder.Write(comparison, isLatest: false);
    }
}
