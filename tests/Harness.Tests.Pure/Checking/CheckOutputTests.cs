using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Reporting.Checking;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Checking;

/// <summary>What CI servers are given.</summary>
public sealed class CheckOutputTests
{
    private static readonly CheckReport Missed = Judge(
        Timed(12),
        Timed(6, speed: 0.7) with { Trials = [new(Trial(client: 0, server: 1000))] });

    private static readonly CheckReport Skipped = Judge(Timed(12), Timed(6) with { Environment = Here with { Cores = 8 } });

    [Fact]
    public void JUnit_HasASuitePerScenario_ACasePerMetric_AndWhatMoved()
    {
        var root = XDocument.Parse(JUnitFile.Text(Missed)).Root!;

        root.Name.LocalName.ShouldBe("testsuites");
        (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value, root.Attribute("time")!.Value).ShouldBe(("15", "6", "3.20"));
        var suite = root.Elements("testsuite").ShouldHaveSingleItem();
        string[] numbers = ["name", "tests", "failures", "skipped"];
        numbers.Select(n => suite.Attribute(n)!.Value).ShouldBe(["example", "15", "6", "0"]);
        var cases = suite.Elements("testcase").ToList();
        cases.Select(c => c.Attribute("name")!.Value).ShouldBeUnique();
        cases.ShouldAllBe(c => c.Attribute("classname")!.Value == "example" && c.Attribute("time") != null);
        var failure = cases.Single(c => c.Attribute("name")!.Value == "closed_first.server").Element("failure")!;
        failure.Attribute("type")!.Value.ShouldBe("structural");
        failure.Attribute("message")!.Value.ShouldContain("moved from 0 to 1,000 of 1,000 connections (+1,000)");
        failure.Value.ShouldContain("expected 0");
        cases.Single(c => c.Attribute("name")!.Value == "latency_us.total.p50")
            .Element("failure")!.Attribute("type")!.Value
            .ShouldBe("speed");
    }

    [Fact]
    public void JUnit_ShowsWhatWasNotJudgedAsSkipped()
    {
        var suite = XDocument.Parse(JUnitFile.Text(Skipped)).Root!.Element("testsuite")!;

        (suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value).ShouldBe(("0", "2"));
        suite.Descendants("skipped").ShouldAllBe(s => s.Attribute("message")!.Value.Contains("cores 8, the baseline's is 2"));
    }

    [Fact]
    public void JUnit_SurvivesWhatXmlCannotHold()
    {
        var metric = Missed.Scenarios[0].Metrics[0] with { Outcome = MetricOutcome.Missed, Message = "a \u0001 \ufffe <b> & \"c\"" };
        var report = Missed with { Scenarios = [Missed.Scenarios[0] with { Metrics = [metric] }] };

        XDocument.Parse(JUnitFile.Text(report)).Descendants("failure").Single().Attribute("message")!.Value
            .ShouldBe("a \\x01 ? <b> & \"c\"");
    }

    [Fact]
    public void Markdown_SaysWhatMoved_ListsTheSpeeds_AndFoldsTheRest()
    {
        var text = MarkdownSummary.Text(Missed);

        text.ShouldStartWith("### ❌ TIME_WAIT check: 1 of 1 scenario moved\n");
        text.ShouldContain(
            "| ❌ | `example` | 6 moved, 9 as before | **The first close moved from the client to the server (1,000 of 1,000");
        text.ShouldContain("client.time_wait.entered` | 1,000 | ");
        text.ShouldContain("| ❌ | `example` connections per second | ");
        text.ShouldContain("% slower |");
        text.Split("<details>").Length.ShouldBe(2);
        text.Split("</details>").Length.ShouldBe(2);
        MarkdownSummary.Text(Skipped)
            .ShouldContain("| ⚠️ | `example` | 13 as before, 2 not judged | speed skipped: not comparable: cores 8");
        MarkdownSummary.Text(Skipped).ShouldNotContain("% slower");
    }

    [Theory]
    [InlineData("<img src=x> [a](http://evil) @all | `b` *c*\n# d", "`<img src=x> [a](http://evil) @all \\| 'b' *c*\\n# d`")]
    [InlineData("see www.evil.example", "`see www.evil.example`")]
    [InlineData("cores 8, the baseline's is 2 (+5 %)", "cores 8, the baseline's is 2 (+5 %)")]
    public void Markdown_TakesNothingFromABaseline_ForMoreThanWords(string message, string shown)
    {
        var metric = Missed.Scenarios[0].Metrics[0] with { Outcome = MetricOutcome.Missed, Message = message };
        var report = Missed with { Scenarios = [Missed.Scenarios[0] with { Metrics = [metric], Cause = null }] };

        MarkdownSummary.Text(report).ShouldContain($"| {shown} |\n");
    }

    [Fact]
    public void Markdown_StaysShortEnoughForAComment()
    {
        var many = Missed with { Scenarios = [.. Enumerable.Repeat(Missed.Scenarios[0], 80)] };

        MarkdownSummary.Text(many).Length.ShouldBeLessThan(65_536);
        MarkdownSummary.Text(many).ShouldContain("left out");
    }

    /// <summary>Scenarios, metrics and errors are names, not keys.</summary>
    [Fact]
    public void EveryKeyOfABaselineAndOfTheJson_IsExplained()
    {
        var readme = File.ReadAllText(Repository.PathOf("results", "README.md")).Split("## baselines/")[1];
        var baseline = JsonNode.Parse(BaselineFile.Text(BaselineUpdate.Of(Timed(3), null)))!;
        var written = Keys(JsonNode.Parse(JsonSerializer.Serialize(Missed, ResultJson.Indented.CheckReport)));
        var keys = Keys(baseline).Concat(written).Where(k => !k.Contains('.')).Distinct().ToList();

        keys.ShouldContain("alarm_at");
        keys.Where(k => !readme.Contains($"`{k}`", StringComparison.Ordinal)).ShouldBeEmpty();

        static IEnumerable<string> Keys(JsonNode? node) => node switch
        {
            JsonObject o => o.SelectMany(p => Keys(p.Value).Prepend(p.Key)),
            JsonArray a => a.SelectMany(Keys),
            _ => [],
        };
    }

    [Fact]
    public void TheBenchmarkList_HasOneDirection_BiggerIsBetter()
    {
        var list = JsonNode.Parse(BenchmarkList.Text(Missed)!)!.AsArray();

        list.Count.ShouldBe(2);
        list.ShouldAllBe(p => p!.AsObject().Select(k => k.Key).SequenceEqual(new[] { "name", "unit", "value", "range", "extra" }));
        list.ShouldAllBe(p => p!["value"]!.GetValue<double>() > 0.6 && p["value"]!.GetValue<double>() < 0.8);
        list[0]!["name"]!.GetValue<string>().ShouldBe("example: latency_us.total.p50 (inverse)");
        list[1]!["unit"]!.GetValue<string>().ShouldBe("times the control");
    }
}
