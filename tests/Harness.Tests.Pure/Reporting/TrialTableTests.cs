using System.Globalization;
using System.Xml.Linq;
using CsvHelper;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Reporting;
using Harness.Reporting.Checking;

namespace Harness.Tests.Pure.Reporting;

/// <summary>A run as programs read it: a row per trial, and a test case per expectation.</summary>
public sealed class TrialTableTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EachTrial_IsARow_WithItsSweptValues_AndEveryFigureByItsKey()
    {
        var rows = Rows(ExampleRun.Sweep());

        rows.Count.ShouldBe(5);
        rows.Select(r => r["trial"]).ShouldBe(["1", "2", "3", "4", "5"]);
        rows.Select(r => r["server.close.after"]).ShouldBe(["0us", "100us", "400us", "1ms", "10ms"]);
        rows.Select(r => r["closed_first.client"]).ShouldBe(["95", "610", "860", "960", "1000"]);
        rows.Select(r => r["server.time_wait.entered"]).ShouldBe(["905", "390", "140", "40", "0"]);
        rows.ShouldAllBe(r => r["passed"] == "" && r["complete"] == "true");
        rows[0].Keys.ShouldBe(["trial", "complete", "passed", "server.close.after", .. Figures.All.Select(f => f.Key)]);
    }

    [Fact]
    public void WhatWasNotMeasured_IsEmpty_AndWhatIsOfTheSamples_IsThere()
    {
        var row = Rows(ExampleRun.ClientFirstDrained()).ShouldHaveSingleItem();

        row["latency_us.behind.p99"].ShouldBe("");
        double.Parse(row["client.time_wait.held"], CultureInfo.InvariantCulture).ShouldBe(60, 2);
        row["passed"].ShouldBe("true");
        Rows(ExampleRun.Missed()).ShouldHaveSingleItem()["passed"].ShouldBe("false");
        Rows(ExampleRun.Interrupted()).ShouldHaveSingleItem()["complete"].ShouldBe("false");
    }

    [Fact]
    public void JUnit_HasASuitePerRun_AndACasePerExpectation()
    {
        var report = new RunsReport
        {
            Runs =
            [
                new("f", "r", 2.5, ExampleRun.ServerFirst().Summary), new("f", "r", 1, ExampleRun.Missed().Summary),
                new("f", "r", 1, ExampleRun.Interrupted().Summary),
            ],
            NotRun = [new("tw-reuse", "this kernel is too old", IsSkipped: true), new("other", "no ip", IsSkipped: false)],
        };

        var root = XDocument.Parse(JUnitFile.Text(report)).Root!;

        Counts(root).ShouldBe("tests 9, failures 2, errors 2");
        var suites = root.Elements("testsuite").ToList();
        suites.Select(s => (string)s.Attribute("name")!).ShouldBe(
            ["server-closes-first", "curl-against-immediate-close", "server-closes-first", "tw-reuse", "other"]);
        Counts(suites[0]).ShouldBe("tests 3, failures 0, errors 0");
        suites[1].Elements("testcase").Select(c => (string)c.Attribute("name")!)
            .ShouldContain("server.time_wait.entered == connections.completed");
        suites[1].Descendants("failure").First().Attribute("message")!.Value
            .ShouldBe("server.time_wait.entered == connections.completed: is 817");
        suites[2].Descendants("error").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldBe("interrupted by SIGINT during load");
        suites[3].Descendants("skipped").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldBe("this kernel is too old");
        suites[4].Descendants("error").ShouldHaveSingleItem();
    }

    [Fact]
    public void OfSeveralTrials_ACaseNamesItsOwn()
    {
        var run = ExampleRun.Sweep().Summary;
        var expected = run with
        {
            Trials = [.. run.Trials.Select(t => t with { Expectations = [new("closed_first.client > 100", 95, t.Trial > 1)] })],
        };

        var text = JUnitFile.Text(new RunsReport { Runs = [new("f", "r", 1, expected)], NotRun = [] });

        text.ShouldContain("trial 2 (server.close.after = 100us): closed_first.client &gt; 100");
    }

    private static string Counts(XElement element) =>
        string.Join(", ", new[] { "tests", "failures", "errors" }.Select(a => $"{a} {(string)element.Attribute(a)!}"));

    private List<Dictionary<string, string>> Rows(ExampleRun run)
    {
        var folder = run.WriteTo(temp.Path);
        Report.WriteTrials(new PlainFolder(folder));
        using var csv = new CsvReader(new StringReader(File.ReadAllText(Path.Combine(folder, "trials.csv"))), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv[h]!));
        }

        return rows;
    }
}
