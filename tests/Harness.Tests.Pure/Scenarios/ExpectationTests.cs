using Harness.Analysis.Catalogue;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Scenarios.Expectations;

namespace Harness.Tests.Pure.Scenarios;

public sealed class ExpectationTests
{
    private static readonly TrialSummary Trial = new()
    {
        Connections = new()
        {
            Completed = 1000, Failed = 3, Errors = new Dictionary<string, long>(StringComparer.Ordinal) { ["ECONNRESET"] = 3 },
        },
        Server = new()
        {
            TimeWait = new() { Entered = 960 },
            Counters = new Dictionary<string, long>(StringComparer.Ordinal) { ["TcpExt.TW"] = 960 },
        },
        Client = new()
        {
            TimeWait = new() { Entered = 40 },
            Counters = new Dictionary<string, long>(StringComparer.Ordinal) { ["Tcp.ActiveOpens"] = 1003 },
        },
    };

    [Theory]
    [InlineData("server.time_wait.entered == 960", true)]
    [InlineData("server.time_wait.entered != 960", false)]
    [InlineData("server.time_wait.entered > 960", false)]
    [InlineData("server.time_wait.entered >= 960", true)]
    [InlineData("server.time_wait.entered < connections.completed", true)]
    [InlineData("server.time_wait.entered <= connections.completed * 0.95", false)]
    [InlineData("server.time_wait.entered + client.time_wait.entered == connections.completed", true)]
    [InlineData("connections.completed - 2 * client.time_wait.entered == 920", true)]
    [InlineData("-1 * client.time_wait.entered == 0 - 40", true)]
    [InlineData("connections.errors.ECONNRESET == 3", true)]
    [InlineData("connections.errors.ETIMEDOUT == 0", true)]
    [InlineData("server.counters.TcpExt.TW == server.time_wait.entered", true)]
    [InlineData("client.counters.TcpExt.TW == 0", true)]
    public void AnExpectation_IsJudgedByTheFiguresOfTheTrial(string text, bool holds) =>
        Judge.Expectations([ExpectationParser.Parse(text)], new(Trial)).ShouldHaveSingleItem().Passed.ShouldBe(holds);

    [Theory]
    [InlineData("close_delay_us.p99 < 1000")]
    [InlineData("close_delay_us.p99 != 1000")]
    [InlineData("latency_us.behind.max == 0")]
    [InlineData("0 == limits.client_ports")]
    public void AFigureThatWasNotMeasured_MeetsNoExpectation(string text)
    {
        var result = Judge.Expectations([ExpectationParser.Parse(text)], new(Trial)).ShouldHaveSingleItem();

        (result.Passed, result.Actual).ShouldBe((false, null));
    }

    [Theory]
    [InlineData("client.ports <= 1", true)]
    [InlineData("requests_per_connection == 2", true)]
    [InlineData("server.time_wait.memory == 256 * 900", true)]
    [InlineData("client.time_wait.held >= 60", true)]
    [InlineData("server.time_wait.held >= 60", false)]
    [InlineData("server.cpu_per_connection < 1000", true)]
    public void WhatOnlyAComparisonOrACheckShowedOnce_CanBeExpected(string text, bool holds)
    {
        var trial = Trial with
        {
            Connections = Trial.Connections with { Accepted = 1000 },
            Server = Trial.Server with { TimeWait = new() { Peak = 900 }, Requests = 2000, CpuSeconds = 0.5, MaxRssBytes = 1 },
            Client = new() { TimeWait = new() { Peak = 40 } },
            Limits = new() { ClientPorts = 28_232 },
        };

        Judge.Expectations([ExpectationParser.Parse(text)], new(trial) { TimeWaitBytes = 256, ClientHeldSeconds = 60.4 })
            .ShouldHaveSingleItem().Passed.ShouldBe(holds);
    }

    [Fact]
    public void TheNamesOfTheContract_AreAllFigures()
    {
        string[] contract =
        [
            "connections.opened", "connections.completed", "connections.failed", "connections.errors.ECONNRESET",
            "closed_first.server", "closed_first.client", "closed_first.both", "closed_first.reset", "closed_first.unknown",
            .. new[] { "server", "client" }.SelectMany(side => new[]
            {
                $"{side}.time_wait.entered", $"{side}.time_wait.peak", $"{side}.time_wait.final", $"{side}.time_wait.overflow",
                $"{side}.close_wait.peak", $"{side}.close_wait.final", $"{side}.fin_wait2.peak", $"{side}.fin_wait2.final",
                $"{side}.established.peak", $"{side}.counters.TcpExt.TW", $"{side}.cpu_seconds", $"{side}.max_rss_bytes",
            }),
            "rates.connections_per_second",
            .. new[] { "connect", "total" }.SelectMany(what => new[] { "p50", "p90", "p99", "max" }.Select(p => $"latency_us.{what}.{p}")),
        ];

        contract.Where(name => Figures.Find(name) is null).ShouldBeEmpty();
    }
}
