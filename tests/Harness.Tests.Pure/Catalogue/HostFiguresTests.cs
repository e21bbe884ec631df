using Harness.Analysis.Catalogue;
using Harness.Analysis.Judging;
using Harness.Scenarios.Expectations;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>The figures of one host: those of its tier, of its node alone.</summary>
public sealed class HostFiguresTests
{
    private static readonly MeasuredTrial Trial = new(new()
    {
        Server = new() { TimeWait = new() { Entered = 30, Peak = 20 } },
        Connections = new() { Opened = 31, Completed = 30 },
        Nodes =
        [
            new()
            {
                Node = "server", Tier = "server", Host = "lab-1.example.org", Opened = 30,
                Figures = new() { TimeWait = new() { Entered = 30, Peak = 20 } },
            },
            new()
            {
                Node = "client-1", Tier = "client", Host = "me@lab-2", Opened = 10, Completed = 9, Failed = 1,
                Figures = new()
                {
                    TimeWait = new() { Peak = 5 }, MaxRssBytes = 1, CpuSeconds = 0.9,
                    Counters = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["OutRsts"] = 3 },
                },
            },
            new() { Node = "client-2", Tier = "client", Host = "lab-3", Opened = 21, Completed = 21 },
        ],
    });

    [Theory]
    [InlineData("server.by_host.lab-1.example.org.time_wait.peak", 20)]
    [InlineData("server.by_host.lab-1.example.org.connections.opened", 30)]
    [InlineData("client.by_host.me@lab-2.time_wait.peak", 5)]
    [InlineData("client.by_host.me@lab-2.connections.completed", 9)]
    [InlineData("client.by_host.me@lab-2.counters.OutRsts", 3)]
    [InlineData("client.by_host.me@lab-2.cpu_per_connection", 100_000)]
    [InlineData("client.by_host.lab-3.connections.opened", 21)]
    [InlineData("client.by_host.lab-3.cpu_seconds", null)]
    [InlineData("client.by_host.lab-1.example.org.time_wait.peak", null)]
    [InlineData("client.by_host.no-such.time_wait.peak", null)]
    public void EachIsThatOfItsNode_OrNotMeasured(string key, int? value) => Figures.Get(key).Measured(Trial).ShouldBe(value);

    [Theory]
    [InlineData("server.by_host.time_wait.peak")]
    [InlineData("server.by_host.a.time_wait.peek")]
    [InlineData("server.by_host.a.time_wait.held")]
    [InlineData("server.by_host.a.closed_first.server")]
    [InlineData("server.by_host..time_wait.peak")]
    [InlineData("by_host.a.time_wait.peak")]
    public void WhatNoHostHas_IsNoFigure(string key) => Figures.Find(key).ShouldBeNull();

    [Fact]
    public void AKey_SaysOfWhichHostItIs()
    {
        Figures.HostOf("server.by_host.lab-1.example.org.time_wait.peak").ShouldBe((Tier.Server, "lab-1.example.org"));
        Figures.HostOf("client.by_host.b.connections.opened").ShouldBe((Tier.Client, "b"));
        Figures.HostOf("client.time_wait.peak").ShouldBeNull();
    }

    [Theory]
    [InlineData("client.by_host.lab-3.connections.opened - client.by_host.me@lab-2.connections.opened == 11", true)]
    [InlineData("-1 + client.by_host.lab-3.connections.opened == 2*10", true)]
    [InlineData("client.by_host.lab-3.connections.opened<21", false)]
    [InlineData("client.by_host.lab-4.connections.opened == 0", false)]
    public void AnExpectation_MayNameThem_WithTheMinusInAName(string text, bool isMet) =>
        Judge.Expectations([ExpectationParser.Parse(text)], Trial).ShouldHaveSingleItem().Passed.ShouldBe(isMet);
}
