using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Harness.Analysis.Results;
using Harness.Scenarios.Words;

namespace Harness.Reporting.Checking;

/// <summary>
/// A check as CI servers show tests: a suite per scenario, a case per metric. It keeps to the schema of Jenkins' xUnit plugin
/// (junit-10.xsd).
/// </summary>
public static class JUnitFile
{
    /// <summary>The file's text.</summary>
    public static string Text(CheckReport report)
    {
        var all = report.Scenarios.SelectMany(s => s.Metrics).ToList();
        var root = new XElement("testsuites",
            new XAttribute("name", "harness check"),
            new XAttribute("tests", all.Count),
            new XAttribute("failures", Count(all, MetricOutcome.Missed)),
            new XAttribute("errors", 0),
            new XAttribute("time", Seconds(report.Seconds)),
            report.Scenarios.Select(Suite));
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            new XDocument(root).Save(writer);
        }

        return $"{text}\n";
    }

    private static XElement Suite(ScenarioCheck scenario) => new("testsuite",
        new XAttribute("name", scenario.Scenario),
        new XAttribute("tests", scenario.Metrics.Count),
        new XAttribute("failures", Count(scenario.Metrics, MetricOutcome.Missed)),
        new XAttribute("errors", 0),
        new XAttribute("skipped", Count(scenario.Metrics, MetricOutcome.Skipped)),
        new XAttribute("time", Seconds(scenario.Seconds)),
        scenario.Metrics.Select((metric, i) => Case(scenario, metric, i)));

    // The trials' time is the scenario's, not a metric's: it stands at the first, so that sums are right.
    private static XElement Case(ScenarioCheck scenario, MetricCheck metric, int number) => new("testcase",
        new XAttribute("classname", scenario.Scenario),
        new XAttribute("name", metric.Name),
        new XAttribute("time", Seconds(number == 0 ? scenario.Seconds : 0)),
        metric.Outcome switch
        {
            MetricOutcome.Missed => new XElement(
                "failure",
                new XAttribute("message", Plain(metric.Message)),
                new XAttribute("type", metric.Kind == MetricKind.Speed ? "speed" : "structural"),
                Plain($"expected {metric.Expected}\nmeasured {metric.Actual}\nbaseline {scenario.Baseline}")),
            MetricOutcome.Skipped => new XElement("skipped", new XAttribute("message", Plain(metric.Message))),
            _ => null,
        });

    private static int Count(IEnumerable<MetricCheck> metrics, MetricOutcome outcome) => metrics.Count(m => m.Outcome == outcome);

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    // A path may hold what XML cannot: control characters, U+FFFE, half a surrogate pair.
    private static string Plain(string text) => string.Concat(Visible.Text(text).Select(c => XmlConvert.IsXmlChar(c) ? c : '?'));

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
