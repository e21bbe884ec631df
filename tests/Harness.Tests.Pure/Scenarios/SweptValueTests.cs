using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting;
using Harness.Scenarios.Words;

namespace Harness.Tests.Pure.Scenarios;

public sealed class SweptValueTests
{
    private static readonly Dictionary<string, string> Case = new() { ["cases"] = "two ports", ["ip"] = "6" };

    [Theory]
    [InlineData("ip", "4", "IPv4")]
    [InlineData("ip", "6", "IPv6")]
    [InlineData("ip", "", "")]
    [InlineData("client.copies", "4", "4")]
    public void TheFamilyOfAddresses_IsShownByItsName_AndEverythingElseAsItIs(string key, string value, string shown) =>
        SweptValue.Shown(key, value).ShouldBe(shown);

    [Fact]
    public void ACase_IsNamedTheSameInChartsAndTables_AndAsWrittenInTheFiles()
    {
        TrialSummary[] trials = 
        [
            new() { Trial = 1, Parameters = Case },
            new() { Trial = 2, Parameters = new Dictionary<string, string> { ["ip"] = "4" } },
        ];
        var run = new RunSummary { Scenario = "x", StartedAt = default, Verdict = Verdict.None, Complete = true, Trials = trials };

        TrialRecord.Of(new RunRecord { Folder = "x", Samples = [], Summary = run }).Select(t => t.Label)
            .ShouldBe(["two ports, IPv6", "IPv4"]);
        CaseTable.Of(trials)!.Rows.Select(r => r.Name).ShouldBe(["two ports, IPv6", "IPv4"]);
        SweptValue.Pairs(Case).ShouldBe("cases = two ports, ip = IPv6");
        trials[0].Parameters["ip"].ShouldBe("6");
    }
}
