using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Harness.Scenarios.Words;

namespace Harness.Reporting.Checking;

/// <summary>What JUnit files are made of. They keep to the schema of Jenkins' xUnit plugin (junit-10.xsd).</summary>
internal static class JUnitXml
{
    /// <summary>A whole file.</summary>
    /// <param name="name">Who made it.</param>
    /// <param name="seconds">How long all took.</param>
    /// <param name="suites">Made by <see cref="Suite"/>.</param>
    public static string Text(string name, double seconds, IReadOnlyList<XElement> suites)
    {
        var root = new XElement("testsuites",
            new XAttribute("name", name),
            new XAttribute("tests", Sum(suites, "tests")),
            new XAttribute("failures", Sum(suites, "failures")),
            new XAttribute("errors", Sum(suites, "errors")),
            new XAttribute("time", Seconds(seconds)),
            suites);
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            new XDocument(root).Save(writer);
        }

        return $"{text}\n";
    }

    /// <summary>The cases of one scenario. Its time stands at the first of them, so that sums are right.</summary>
    public static XElement Suite(string scenario, double seconds, IReadOnlyList<(string Name, XElement? Outcome)> cases)
    {
        var outcomes = cases.Select(c => c.Outcome?.Name.LocalName).ToList();
        return new("testsuite",
            new XAttribute("name", scenario),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", outcomes.Count(o => o == "failure")),
            new XAttribute("errors", outcomes.Count(o => o == "error")),
            new XAttribute("skipped", outcomes.Count(o => o == "skipped")),
            new XAttribute("time", Seconds(seconds)),
            cases.Select((c, i) => new XElement("testcase",
                new XAttribute("classname", scenario),
                new XAttribute("name", Plain(c.Name)),
                new XAttribute("time", Seconds(i == 0 ? seconds : 0)),
                c.Outcome)));
    }

    /// <summary>What a case that did not pass has in it: <c>failure</c>, <c>error</c> or <c>skipped</c>.</summary>
    public static XElement Outcome(string kind, string message, string? type = null, string? details = null) => new(
        kind,
        new XAttribute("message", Plain(message)),
        type is null ? null : new XAttribute("type", type),
        details is null ? null : Plain(details));

    private static int Sum(IEnumerable<XElement> suites, string attribute) => suites.Sum(s => (int)s.Attribute(attribute)!);

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    // A path may hold what XML cannot: control characters, U+FFFE, half a surrogate pair.
    private static string Plain(string text) => string.Concat(Visible.Text(text).Select(c => XmlConvert.IsXmlChar(c) ? c : '?'));

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }
}
