using System.Xml.Linq;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Checking;

/// <summary>Results as CI servers show tests: a suite per scenario, a case per metric or expectation.</summary>
public static class JUnitFile
{
    /// <summary>The file of a check.</summary>
    public static string Text(CheckReport report) => JUnitXml.Text(
        "harness check",
        report.Seconds,
        [
            .. report.Scenarios.Select(s => JUnitXml.Suite(
                s.Scenario, s.Seconds, [.. s.Metrics.Select(m => (m.Name, Outcome(s, m)))])),
        ]);

    /// <summary>The file of runs.</summary>
    public static string Text(RunsReport report) => JUnitXml.Text(
        "harness run",
        report.Runs.Sum(r => r.Seconds),
        [
            .. report.Runs.Select(r => JUnitXml.Suite(r.Summary.Scenario, r.Seconds, [.. Cases(r.Summary)])),
            .. report.NotRun.Select(n => JUnitXml.Suite(
                n.Scenario, 0, [("runs to its end", JUnitXml.Outcome(n.IsSkipped ? "skipped" : "error", n.Why))])),
        ]);

    private static XElement? Outcome(ScenarioCheck scenario, MetricCheck metric) => metric.Outcome switch
    {
        MetricOutcome.Missed => JUnitXml.Outcome(
            "failure",
            metric.Message,
            metric.Kind == MetricKind.Speed ? "speed" : "structural",
            $"expected {metric.Expected}\nmeasured {metric.Actual}\nbaseline {scenario.Baseline}"),
        MetricOutcome.Skipped => JUnitXml.Outcome("skipped", metric.Message),
        _ => null,
    };

    private static IEnumerable<(string Name, XElement? Outcome)> Cases(RunSummary run)
    {
        yield return ("runs to its end", run.Complete ? null : JUnitXml.Outcome("error", run.BrokeOff ?? "the run is not complete"));
        foreach (var trial in run.Trials)
        {
            var parameters = string.Join(", ", trial.Parameters.Select(p => $"{p.Key} = {p.Value}"));
            var which = run.Trials.Count == 1 ? "" : $"trial {trial.Trial}{(parameters.Length == 0 ? "" : $" ({parameters})")}: ";
            foreach (var expectation in trial.Expectations)
            {
                yield return ($"{which}{expectation.Text}", expectation.Passed ? null : JUnitXml.Outcome(
                    "failure", $"{expectation.Text}: is {ExpectationText.Found(expectation)}", "expectation"));
            }
        }
    }
}
