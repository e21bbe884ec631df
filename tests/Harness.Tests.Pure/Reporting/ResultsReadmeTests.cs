using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Reporting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Reporting;

public sealed class ResultsReadmeTests : IDisposable
{
    private static readonly string[] KeyedByOthers =
        ["parameters", "errors", "server_errors", "counters", "sysctls", "tools", "exit_codes"];

    private static readonly string Readme = File.ReadAllText(Repository.PathOf("results", "README.md"));

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("samples.csv")]
    [InlineData("connections.csv")]
    public void EveryColumn_IsExplained(string file)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        using var other = new ResultFolder(ResultParent.Open(temp.Path, new PlainFiles()));
        var scenario = new Scenario { Name = "x", Server = new(), Client = new() { Like = "ab" }, Load = [] };
        var trial = new TrialPlan(1, new Dictionary<string, string>(), scenario);
        other.RunStarted(new RunPlan(scenario, "", [trial]), ExampleRun.StartedAt);
        other.ConnectionsEnded(trial, NodeId.Of(Tier.Client), [new ConnectionRow(0, 0, 0, 0, 0, 0, 0, 0, "", "")]);

        var path = file == "samples.csv" ? Path.Combine(folder, file) : Path.Combine(other.Path, file);
        var columns = File.ReadLines(path).First().Split(',');
        columns.Length.ShouldBeGreaterThan(10);
        columns.Where(c => !Readme.Contains($"`{c}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryKeyOfTheSummaryAndTheEnvironment_IsExplained()
    {
        var summary = ExampleRun.ClientFirstDrained().Summary;
        summary = summary with
        {
            Trials =
            [
                summary.Trials[0] with
                {
                    CloseDelayUs = new(),
                    ThinkTimeUs = new(),
                    LatencyUs = new() { Behind = new() },
                    Client = new() { Program = new() },
                    Link = new() { PcapLeftOut = 0 },
                    Bytes = new(),
                    ConnectByOccupancy = new() { HeldAtMost = new(), Points = [new(0, 1, 1, 1, 1)] },
                    Memory = new() { Caches = [new("", "", 1, 1, 1)] },
                    Engine = new(),
                },
            ],
            Predictions = [new() { Trials = [1], Points = [new(0, 1, 0, 0, 0)] }],
            Threshold = new()
            {
                Key = "server.close.after",
                Share = default,
                AtMost = 0.01,
                Confidence = 0.95,
                Probes = [new(0, 1, 1, 0, 1, default)],
            },
        };
        var keys = Keys(JsonSerializer.SerializeToNode(summary, typeof(RunSummary), ResultJson.Indented))
            .Concat(Keys(JsonSerializer.SerializeToNode(ExampleRun.ServerFirst().Environment, typeof(RunEnvironment), ResultJson.Indented)))
            .Distinct()
            .ToList();

        keys.ShouldContain("max_rss_bytes");
        keys.Where(k => !Readme.Contains($"`{k}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryColumnOfASequence_IsExplained() =>
        SequenceColumns.All.Where(c => !Readme.Contains($"`{c.Name}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void EveryWatchedCounter_IsExplained() =>
        WatchedCounters.Names.Where(n => !Readme.Contains($"`{n}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void EveryKeyOfAComparison_IsExplained()
    {
        var comparison = Comparer.Compare(
            [ExampleSource.Of("a", 1, 2, 1, 2), ExampleSource.Of("b", 1, 2, 1)],
            [new SweepAxis("client.like", ["ab"])],
            default,
            isComplete: true);
        var keys = Keys(JsonSerializer.SerializeToNode(comparison, typeof(Comparison), ResultJson.Indented)).Distinct().ToList();

        keys.ShouldContain("p_value");
        keys.ShouldContain("advice");
        keys.Where(k => !Readme.Contains($"`{k}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => KeyedByOthers.Contains(p.Key) ? [p.Key] : Keys(p.Value).Prepend(p.Key)),
        JsonArray a => a.SelectMany(Keys),
        _ => [],
    };
}
