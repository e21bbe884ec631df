using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Comparing;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Cli.Terminal;
using Harness.Protocol;
using Harness.Reporting;
using Harness.Reporting.Pages;
using Harness.Scenarios.Expectations;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Terminal;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>What was not measured is null in summary.json, is said so on page and terminal, and meets no expectation.</summary>
public sealed class NotMeasuredTests
{
    private static readonly TrialSummary Nothing = Summarizer.Summarize(
        ExampleRun.ServerFirst().Plan.Trials[0],
        [.. new[] { Tier.Server, Tier.Client }.Select(tier => new NodeRecord(NodeId.Of(tier), tier, null, new(), null, null))],
        loadSeconds: 0,
        phases: [],
        isComplete: true);

    [Fact]
    public void OfATrialThatMeasuredNothing_EveryFigureIsNull_AndEveryNumberOfTheSummary()
    {
        var trial = new MeasuredTrial(Nothing);

        Figures.All.Where(f => f.Measured(trial) is not null).Select(f => f.Key).ShouldBeEmpty();
        Numbers(JsonSerializer.SerializeToNode(Nothing, ResultJson.OneLine.TrialSummary), "").ShouldBe(["trial"]);
    }

    [Fact]
    public void NoExpectationOnIt_IsMet_WhateverItSays()
    {
        var expectations = Figures.All
            .SelectMany(f => new[] { $"{f.Key} == 0", $"{f.Key} < 5", $"{f.Key} >= 0" })
            .Select(ExpectationParser.Parse)
            .ToList();
        var results = Judge.Expectations(expectations, new(Nothing));

        results.Count.ShouldBeGreaterThan(300);
        results.ShouldAllBe(r => !r.Passed && r.Actual == null);
    }

    [Fact]
    public void ALifetimeOfNone_HasACountOf0_AndNoTimes()
    {
        var trial = new MeasuredTrial(new() { Client = new() { TimeWaitLifetimeMs = LifetimeSummary.Of([], left: 3) } });
        var json = JsonSerializer.SerializeToNode(trial.Summary, ResultJson.OneLine.TrialSummary)!["client"]!["time_wait_lifetime_ms"]!;

        (json["count"]!.GetValue<long>(), json["left"]!.GetValue<long>()).ShouldBe((0, 3));
        foreach (var time in new[] { "min", "p50", "max" })
        {
            json[time].ShouldBeNull();
            Judge.Expectations([ExpectationParser.Parse($"client.time_wait_lifetime_ms.{time} <= 61000")], trial).Single()
                .ShouldBe(new($"client.time_wait_lifetime_ms.{time} <= 61000", null, Passed: false));
        }
    }

    [Fact]
    public void PageAndTerminal_SayThatItWasNotMeasured_AndShowNoZeroForIt()
    {
        var run = ExampleRun.ServerFirst();
        var summary = run.Summary with { Trials = [Nothing] };
        var trial = TrialRecord.Of(new() { Folder = "x", Samples = [], Summary = summary }).Single();
        var page = TrialSection.Render(trial, isOneOfSeveral: false, hasPictures: false).ToString();
        var screen = Screen.Of(console => TrialView.Print(console, run.Plan, Nothing, []), width: 120);

        screen.Row("server").ShouldAllBe(cell => cell == "server" || cell == "-");
        screen.Row("client").ShouldAllBe(cell => cell == "client" || cell == "-");
        screen.Words.ShouldContain("rate not measured; latency not measured");
        screen.Words.ShouldContain("TIME_WAITs entered: server not measured, client not measured.");
        page.ShouldContain("<b>not measured</b><span>Server: TIME_WAITs entered</span><span>at most not measured at once</span>");
        page.Split("<h2>Both sides in figures</h2>")[1].Split("</table>")[0].ShouldNotContain("<td class=\"figure\">0");
        page.ShouldNotContain("0 &#181;s");
    }

    [Fact]
    public void ACounterThatTheKernelLacks_OrThatNobodyRead_IsNot0()
    {
        Dictionary<string, long> read = new() { ["TcpExt.TW"] = 5, ["Tcp.InSegs"] = 10 };

        CounterText.Value(read, "TcpExt.TW").ShouldBe("5");
        CounterText.Value(read, "TcpExt.PAWSTimewait").ShouldBe("not measured", "it would be there, at 0, if the kernel had it");
        CounterText.Value(read, "Tcp.CurrEstab").ShouldBe("0", "those that did not grow are left out");
        CounterText.Value(new Dictionary<string, long>(), "Tcp.CurrEstab").ShouldBe("not measured");
    }

    [Fact]
    public void ClosedFirst_OfConnectionsOfWhichNothingIsKnown_MeetsNoExpectation()
    {
        var trial = new MeasuredTrial(new() { ClosedFirst = new() { Unknown = 10 } });

        Judge.Expectations([ExpectationParser.Parse("closed_first.server == 0")], trial).Single().Passed.ShouldBeFalse();
        Judge.Expectations([ExpectationParser.Parse("closed_first.unknown == 10")], trial).Single().Passed.ShouldBeTrue();
    }

    [Fact]
    public void ASumOverTrials_OneOfWhichSawNoSegments_KnowsNothingOfThem()
    {
        ClosedFirst seen = new() { Reset = 3, ResetAfterServerFin = 2 };

        ClosedFirst.Sum([seen, seen]).ResetAfterServerFin.ShouldBe(4);
        ClosedFirst.Sum([seen, new() { Reset = 1 }, seen]).ResetAfterServerFin.ShouldBeNull();
        ClosedFirst.Sum([seen, new() { Reset = 1 }, seen]).Reset.ShouldBe(7);
    }

    [Fact]
    public void AComparisonOfNothing_SaysSo()
    {
        var source = ExampleSource.Run("x", 1, 1, 1);
        var nothing = source with { Summary = source.Summary! with { Trials = [Nothing] } };
        var comparison = Comparer.Compare(
            [new("x", new SortedDictionary<string, string>(), [nothing])], [], default, isComplete: true);

        (comparison.Subjects[0].Holder, comparison.Subjects[0].ServerShare).ShouldBe((TimeWaitHolder.Unknown, null));
        comparison.Metrics.ShouldBeEmpty();
        ComparisonText.Verdict(comparison).First().ShouldContain("TIME_WAITs that were not counted");
    }

    private static IEnumerable<string> Numbers(JsonNode? node, string key) => node switch
    {
        JsonObject o => o.SelectMany(p => Numbers(p.Value, key.Length == 0 ? p.Key : $"{key}.{p.Key}")),
        JsonArray a => a.SelectMany(i => Numbers(i, key)),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => [key],
        _ => [],
    };
}
