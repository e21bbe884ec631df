using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>The catalogue against summary.json, and against what was known by name before there was a catalogue.</summary>
public sealed class FiguresTests
{
    /// <summary>
    /// Figures that summary.json does not hold: they are worked out from what it holds, from samples or from the environment.
    /// </summary>
    private static readonly string[] Derived =
    [
        "server.time_wait.held", "server.time_wait.memory", "client.time_wait.held", "client.time_wait.memory", "client.ports",
        "requests_per_connection", "server.cpu_per_connection", "client.cpu_per_connection", "server.cpu_per_request",
        "client.cpu_per_request", "server.program.failed", "client.program.failed",
    ];

    private static readonly MeasuredTrial Full = new(FullTrial.Create());

    [Fact]
    public void EveryNumberOfATrialInTheSummary_IsAFigure_WithTheSameValue()
    {
        var numbers = Numbers(JsonSerializer.SerializeToNode(Full.Summary, ResultJson.OneLine.TrialSummary), "")
            .Where(n => n.Key != "trial")
            .ToList();

        numbers.Count.ShouldBeGreaterThan(150);
        numbers.Select(n => n.Value).ShouldBeUnique();
        foreach (var (key, value) in numbers)
        {
            Figures.Find(key).ShouldNotBeNull($"'{key}' stands in summary.json, but not in the catalogue").Value(Full).ShouldBe(value, key);
        }

        var named = numbers.Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        Figures.All.Select(f => f.Key).Where(k => !named.Contains(k)).ShouldBe(Derived, ignoreOrder: true);
        Figures.Families.Where(f => !named.Any(f.Has)).ShouldBeEmpty();
    }

    [Fact]
    public void WhatATrialDidNotMeasure_IsNull_ButACountByNameIs0()
    {
        var empty = new MeasuredTrial(new());

        string[] absent =
        [
            "bytes.lost", "close_delay_us.p99", "link.late_us.max", "engine.ok.count", "memory.bytes", "limits.client_ports",
            "server.time_wait.overflow", "latency_us.connect.p50", "latency_us.total.count", "server.faults.cut",
            "client.continue.withheld", "connections.opened", "connections.errors.ECONNRESET", "closed_first.server",
            "restart.errors.EADDRINUSE", "server.counters.TcpExt.TW",
        ];
        absent.ShouldAllBe(k => Figures.Get(k).Measured(empty) == null);
        var counted = new MeasuredTrial(new() { Connections = new() { Failed = 0 } });
        Figures.Get("connections.errors.ECONNRESET").Measured(counted).ShouldBe(0, "the failures were counted, and it is none of them");
        Figures.Get("latency_us.connect.p50").Measured(empty).ShouldBeNull("nothing was timed");
        Figures.Get("client.max_rss_bytes").Measured(empty).ShouldBeNull("its process left nothing");
    }

    [Theory]
    [InlineData("trial")]
    [InlineData("server")]
    [InlineData("connections.errors.")]
    [InlineData("server.program.output")]
    [InlineData("Server.requests")]
    [InlineData("")]
    public void OtherNames_AreNoFigures(string key) => Figures.Find(key).ShouldBeNull();

    [Fact]
    public void Keys_AreUnique_AndEveryFigureHasWords()
    {
        Figures.All.Select(f => f.Key).ShouldBeUnique();
        Figures.All.Select(f => f.Words).ShouldBeUnique();
        Figures.All.ShouldAllBe(f => f.Label.Length > 3);
    }

    /// <summary>compare.json has had these, in this order, since its first form.</summary>
    [Fact]
    public void CompareShows_WhatItAlwaysHas_InItsOrderAndUnits() =>
        Figures.UsedBy(DefaultUse.Compare).Select(f => (f.Key, f.ComparedUnit, f.Better)).ShouldBe(
        [
            ("closed_first.server", FigureUnit.Percent, Direction.Neither),
            ("closed_first.client", FigureUnit.Percent, Direction.Neither),
            ("closed_first.both", FigureUnit.Percent, Direction.Neither),
            ("closed_first.reset", FigureUnit.Percent, Direction.Neither),
            ("server.time_wait.entered", FigureUnit.Count, Direction.Lower),
            ("server.time_wait.peak", FigureUnit.Count, Direction.Lower),
            ("server.time_wait.held", FigureUnit.Seconds, Direction.Neither),
            ("server.time_wait.memory", FigureUnit.Bytes, Direction.Lower),
            ("client.time_wait.entered", FigureUnit.Count, Direction.Lower),
            ("client.time_wait.peak", FigureUnit.Count, Direction.Lower),
            ("client.time_wait.held", FigureUnit.Seconds, Direction.Neither),
            ("client.time_wait.memory", FigureUnit.Bytes, Direction.Lower),
            ("client.ports", FigureUnit.Percent, Direction.Lower),
            ("connections.completed", FigureUnit.Count, Direction.Neither),
            ("connections.failed", FigureUnit.Count, Direction.Lower),
            ("rates.connections_per_second", FigureUnit.PerSecond, Direction.Higher),
            ("rates.requests_per_second", FigureUnit.PerSecond, Direction.Higher),
            ("latency_us.connect.p50", FigureUnit.Microseconds, Direction.Lower),
            ("latency_us.connect.p99", FigureUnit.Microseconds, Direction.Lower),
            ("latency_us.total.p50", FigureUnit.Microseconds, Direction.Lower),
            ("latency_us.total.p90", FigureUnit.Microseconds, Direction.Lower),
            ("latency_us.total.p99", FigureUnit.Microseconds, Direction.Lower),
            ("latency_us.request.p50", FigureUnit.Microseconds, Direction.Lower),
            ("latency_us.request.p99", FigureUnit.Microseconds, Direction.Lower),
            ("server.cpu_per_connection", FigureUnit.Microseconds, Direction.Lower),
            ("client.cpu_per_connection", FigureUnit.Microseconds, Direction.Lower),
            ("server.cpu_per_request", FigureUnit.Microseconds, Direction.Lower),
            ("client.cpu_per_request", FigureUnit.Microseconds, Direction.Lower),
        ]);

    [Fact]
    public void ANewBaseline_HoldsWhatItAlwaysHas()
    {
        Figures.UsedBy(DefaultUse.Structure).Select(f => f.Key).ShouldBe(
            [
                "client.time_wait.entered", "client.time_wait.overflow", "closed_first.both", "closed_first.client", "closed_first.reset",
                "closed_first.server", "closed_first.unknown", "connections.completed", "connections.failed", "connections.opened",
                "requests_per_connection", "server.time_wait.entered", "server.time_wait.overflow",
            ],
            ignoreOrder: true);
        Figures.Families.Where(f => f.DefaultUse.HasFlag(DefaultUse.Structure)).Select(f => f.Prefix)
            .ShouldBe(["connections.errors.", "client.program.exit_codes."]);
        Figures.UsedBy(DefaultUse.Speed).Select(f => f.Key)
            .ShouldBe(["latency_us.total.p50", "rates.connections_per_second"], ignoreOrder: true);
    }

    [Fact]
    public void DerivedFigures_AreWorkedOutFromTheTrialAndItsSurroundings()
    {
        var trial = new MeasuredTrial(new()
        {
            Connections = new() { Opened = 11, Completed = 10, Failed = 2, Accepted = 8 },
            ClosedFirst = new() { Server = 3, Client = 1, Unknown = 6 },
            Server = new()
            {
                TimeWait = new() { Peak = 30 },
                Requests = 20,
                CpuSeconds = 0.5,
                MaxRssBytes = 1,
                Program = new() { CpuSeconds = 0.25 },
            },
            Client = new() { TimeWait = new() { Peak = 7058 } },
            Limits = new() { ClientPorts = 28_232 },
        }) { TimeWaitBytes = 256, ClientHeldSeconds = 60.5 };

        ValueOf("requests_per_connection").ShouldBe(2.5);
        ValueOf("client.ports").ShouldBe(25);
        ValueOf("server.time_wait.memory").ShouldBe(30 * 256);
        ValueOf("client.time_wait.held").ShouldBe(60.5);
        ValueOf("server.time_wait.held").ShouldBeNull();
        ValueOf("server.cpu_per_connection").ShouldBe(75_000);
        ValueOf("client.cpu_per_connection").ShouldBeNull("the client's process left nothing");
        ValueOf("closed_first.server").ShouldBe(3);
        Figures.Get("closed_first.server").Compared(trial).ShouldBe(75, "of those whose end is known");
        Figures.Get("closed_first.server").PartOf!.Count(trial.Summary).ShouldBe(12, "of those that were tried");
        Figures.Get("closed_first.unknown").Compared(trial).ShouldBe(6);

        double? ValueOf(string key) => Figures.Get(key).Value(trial);
    }

    private static IEnumerable<(string Key, double Value)> Numbers(JsonNode? node, string key) => node switch
    {
        JsonObject map => map.SelectMany(p => Numbers(p.Value, key.Length == 0 ? p.Key : $"{key}.{p.Key}")),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => [(key, value.GetValue<double>())],
        _ => [],
    };
}
