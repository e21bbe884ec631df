using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Results;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Expectations, baselines and other people's programs rely on the names in summary.json.</summary>
public sealed class SummaryContractTests
{
    private static readonly JsonNode Summary = JsonNode.Parse(
        JsonSerializer.Serialize(ExampleRun.Missed().Summary, typeof(RunSummary), ResultJson.Indented))!;

    public static TheoryData<string> TrialNames { get; } =
    [
        "parameters",
        "connections.opened", "connections.completed", "connections.failed", "connections.errors",
        "closed_first.server", "closed_first.client", "closed_first.both", "closed_first.reset", "closed_first.unknown",
        .. new[] { "server", "client" }.SelectMany(side => new[]
        {
            "time_wait.entered", "time_wait.peak", "time_wait.final", "time_wait.overflow", "close_wait.peak", "close_wait.final",
            "fin_wait2.peak", "fin_wait2.final", "established.peak", "counters", "cpu_seconds", "max_rss_bytes",
        }.Select(name => $"{side}.{name}")),
        "rates.connections_per_second",
        .. new[] { "connect", "total" }.SelectMany(what =>
            new[] { "p50", "p90", "p99", "max" }.Select(name => $"latency_us.{what}.{name}")),
        "expectations",
    ];

    [Theory]
    [InlineData("scenario")]
    [InlineData("verdict")]
    [InlineData("complete")]
    [InlineData("trials")]
    public void NameOfTheRun_IsThere(string name) => Summary[name].ShouldNotBeNull();

    [Theory]
    [MemberData(nameof(TrialNames))]
    public void NameOfATrial_IsThere(string name) =>
        name.Split('.').Aggregate(Summary["trials"]![0], (node, key) => node?[key]).ShouldNotBeNull();

    [Fact]
    public void Values_AreWordsNumbersAndTruths()
    {
        Summary["verdict"]!.GetValue<string>().ShouldBe("missed");
        Summary["complete"]!.GetValue<bool>().ShouldBeTrue();
        var trial = Summary["trials"]![0]!;
        trial["server"]!["counters"]!["TcpExt.TW"]!.GetValue<long>().ShouldBe(817);
        trial["closed_first"]!["both"]!.GetValue<long>().ShouldBe(9);
        var expectation = trial["expectations"]![0]!;
        expectation["text"]!.GetValue<string>().ShouldBe("server.time_wait.entered == connections.completed");
        expectation["actual"]!.GetValue<double>().ShouldBe(817);
        expectation["passed"]!.GetValue<bool>().ShouldBeFalse();
    }
}
