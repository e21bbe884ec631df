using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Cli.Checking;
using Harness.Cli.Terminal;
using Harness.Reporting.Checking;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;
using Harness.Scenarios.Words;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Terminal;

/// <summary>Every control character in every text of a result, shown by everything that shows results.</summary>
public sealed class ControlCharacterTests
{
    private const string Forged = "\nforged.yaml:1:1: x";

    // All that Unicode knows of in the first plane: C0, DEL, C1, U+200B to U+200F, U+202A to U+202E, U+2066 to U+2069, U+FEFF, ...
    private static readonly string All = string.Concat(Enumerable.Range(0, 0x10000).Select(c => (char)c)
        .Where(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    private static readonly string Odd = $"a{All}<b>|`@c`{Forged}";

    [Fact]
    public void ALine_HasNone_AndStaysALine()
    {
        Visible.Line(Odd).ShouldSatisfyAllConditions(ShouldBePlain, s => s.ShouldNotContain("\n"), s => s.ShouldContain("\\x1b\\x1c"));
        Visible.Text($"a\tb\nc{All}").ShouldStartWith("a\tb\nc\\x00");
        Visible.Line("plain: µs, ≥ 5 %, 漢字").ShouldBe("plain: µs, ≥ 5 %, 漢字");
        Visible.Line(new string('x', 5000)).Length.ShouldBeLessThan(2100);
    }

    [Fact]
    public void ARunsSummary_AndItsPage_ShowNone()
    {
        using var temp = new TempFolder();
        foreach (var run in new[] { ExampleRun.ServerFirst(), ExampleRun.Missed(), ExampleRun.Sweep(), ExampleRun.Interrupted() })
        {
            var summary = WithOdd(run.Summary, ResultJson.Indented.RunSummary);

            ShouldBePlain(Screen.Of(c => SummaryView.Print(c, run.Plan, summary, Odd)).Text, mayHaveTabs: true);
            ShouldBePlain(Screen.Of(c => SummaryView.PrintTable(c, [summary, summary], [("skipped", Odd)])).Text);
            ShouldBePlain(ReportPage.Render(RunReader.Load(run.WriteTo(temp.Path)) with { Summary = summary }), mayHaveTabs: true);
        }
    }

    [Fact]
    public void AComparison_AndItsPage_ShowNone()
    {
        SubjectSource[] subjects =
        [
            ExampleSource.Of("a", 10, 10, [900, 905, 910, 915]), ExampleSource.Of("b", 0, 10, [800, 805, 810, 815]),
        ];
        var comparison = WithOdd(Comparer.Compare(subjects, [], default, isComplete: true), ResultJson.Indented.Comparison);

        ShouldBePlain(Screen.Of(c => ComparisonView.Print(c, comparison, Odd)).Text);
        ShouldBePlain(ComparisonPage.Render(comparison), mayHaveTabs: true);
    }

    [Fact]
    public void ACheck_InItsFourForms_ShowsNone()
    {
        var then = Baseline(Timed(12));
        var odd = then with { Baseline = then.Baseline with { Environment = Here with { Kernel = Odd } } };
        var report = Harness.Analysis.Checking.BaselineCheck.Judge([($"{Odd}.json", odd.Baseline, Timed(6))], isStructuralOnly: false, 1);

        ShouldBePlain(Screen.Of(c => CheckView.Print(c, report, Odd, Odd)).Text);
        ShouldBePlain(JUnitFile.Text(report));
        XDocument.Parse(JUnitFile.Text(report)).Descendants("skipped").ShouldNotBeEmpty();
        var markdown = MarkdownSummary.Text(report);
        ShouldBePlain(markdown);
        markdown.Split('`').Index().Where(part => part.Index % 2 == 0).ShouldAllBe(outside => !outside.Item.Contains("<b>"));

        // JSON on stdout reads the same for a program as before.
        var (json, output) = (JsonSerializer.Serialize(report, ResultJson.Indented.CheckReport), new StringWriter());
        new VisibleWriter(output, isGitHub: true).WriteLine(json);
        ShouldBePlain($"{output}");
        JsonNode.DeepEquals(JsonNode.Parse($"{output}"), JsonNode.Parse(json)).ShouldBeTrue();
    }

    [Fact]
    public void AProbeOfEither_ShowsNone()
    {
        var client = WithOdd(ProbeViewTests.Client(unknown: 2), ResultJson.Indented.ClientProbe);
        client = client with { Forms = [.. client.Forms.Select(f => f with { ExitCodes = new Dictionary<string, long> { [Odd] = 1 } })] };
        var server = WithOdd(ProbeViewTests.Server, ResultJson.Indented.ServerProbe);
        server = server with { Clients = [.. server.Clients.Select(c => c with { Errors = new Dictionary<string, long> { [Odd] = 1 } })] };

        ShouldBePlain(Screen.Of(c => ClientProbeView.Print(c, client, Odd, Odd)).Text, mayHaveTabs: true);
        ShouldBePlain(Screen.Of(c => ServerProbeView.Print(c, server)).Text);
    }

    [Fact]
    public void AMachinesFindings_ShowNone() =>
        ShouldBePlain(Screen.Of(c => FindingsView.Print(
            c, [new(Odd, Harness.Controller.Machine.FindingState.Missing, Odd, Odd)])).Text);

    private static T WithOdd<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var root = JsonNode.Parse(JsonSerializer.Serialize(value, type))!;
        foreach (var text in Texts(root).ToList())
        {
            var before = text.GetValue<string>();
            text.ReplaceWith(JsonValue.Create(before + Odd));
            try
            {
                _ = root.Deserialize(type);
            }
            catch (JsonException)
            {
                // A word of a few, or a time: nothing else can stand there.
                Last(root, before + Odd).ReplaceWith(JsonValue.Create(before));
            }
        }

        return root.Deserialize(type)!;
    }

    private static JsonValue Last(JsonNode root, string text) => Texts(root).First(t => t.GetValue<string>() == text);

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(e => Texts(e.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };

    private static void ShouldBePlain(string text) => ShouldBePlain(text, mayHaveTabs: false);

    private static void ShouldBePlain(string text, bool mayHaveTabs) =>
        text.Where(c => All.Contains(c) && c != '\n' && !(mayHaveTabs && c == '\t'))
            .Select(c => $"{(int)c:x4}").Distinct().ShouldBeEmpty();
}
