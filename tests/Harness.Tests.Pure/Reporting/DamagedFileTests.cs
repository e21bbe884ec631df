using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Checking;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Cli;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;
using Harness.Tests.Pure.Catalogue;
using Harness.Tests.Pure.Checking;

namespace Harness.Tests.Pure.Reporting;

/// <summary>
/// A result file from which a key was removed, or in which one is null or something else, is drawn or refused with a sentence: whoever
/// edits one by hand gets no stack trace.
/// </summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("summary.json")]
    [InlineData("environment.json")]
    public void OfAResultFolder_EachKeyMayBeGone_OrHoldAnything(string name)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);

        ShouldBeDrawnOrRefused(Path.Combine(folder, name), () => ReportPage.Render(RunReader.Load(folder), hasPictures: false));
    }

    [Fact]
    public void OfATrialInWhichEverythingWasMeasured_EachKeyMayBeGone_OrHoldAnything()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var file = Path.Combine(folder, "summary.json");
        var summary = JsonNode.Parse(File.ReadAllText(file))!;
        summary["trials"] = new JsonArray(JsonSerializer.SerializeToNode(FullTrial.Create(), ResultJson.OneLine.TrialSummary));
        File.WriteAllText(file, summary.ToJsonString());

        ShouldBeDrawnOrRefused(file, () => ReportPage.Render(RunReader.Load(folder), hasPictures: false), onceEach: true);
    }

    [Fact]
    public void OfASweep_EachKeyMayBeGone_OrHoldAnything()
    {
        var folder = ExampleRun.Sweep().WriteTo(temp.Path);
        var file = Path.Combine(folder, "summary.json");
        var summary = JsonNode.Parse(File.ReadAllText(file))!;
        var trials = summary["trials"]!.AsArray();
        trials.RemoveRange(2, trials.Count - 2);
        File.WriteAllText(file, summary.ToJsonString());

        // To draw the samples takes long, and is no matter of this file.
        var samples = Path.Combine(folder, "samples.csv");
        File.WriteAllLines(samples, File.ReadAllLines(samples).Take(1));

        ShouldBeDrawnOrRefused(file, () => ReportPage.Render(RunReader.Load(folder), hasPictures: false), onceEach: true);
    }

    [Fact]
    public void OfAComparison_EachKeyMayBeGone_OrHoldAnything()
    {
        SubjectSource[] subjects =
        [
            ExampleSource.Of("a", 10_000, 10_000, [900, 905, 910, 915]),
            ExampleSource.Of("b", 0, 10_000, [800, 805, 810, 815]),
        ];
        var file = Path.Combine(temp.Path, "compare.json");
        var comparison = Comparer.Compare(subjects, [], default, isComplete: true);
        File.WriteAllText(file, JsonSerializer.Serialize(comparison, ResultJson.Indented.Comparison));

        ShouldBeDrawnOrRefused(file, () => ComparisonPage.Render(ComparisonFolder.Read(temp.Path), hasPictures: false));
    }

    [Fact]
    public void OfABaseline_EachKeyMayBeGone_OrHoldAnything()
    {
        var now = ExampleMeasurement.Timed(5);
        var file = BaselineFile.PathOf(temp.Path, now.Scenario);
        File.WriteAllText(file, BaselineFile.Text(ExampleMeasurement.Baseline(now).Baseline));

        ShouldBeDrawnOrRefused(
            file,
            () => BaselineCheck.Judge([(file, BaselineFile.Read(file, now.Scenario)!.Baseline, now)], isStructuralOnly: false, seconds: 1));
    }

    // Drawing takes its time: of keys that come again and again, one is enough where other tests damage each.
    private static void ShouldBeDrawnOrRefused(string file, Action read, bool onceEach = false)
    {
        var whole = File.ReadAllText(file);
        read();
        Damages(whole, onceEach).Select(damage => (damage.What, Fault: FaultOf(() =>
        {
            File.WriteAllText(file, damage.Text);
            read();
        }))).Where(d => d.Fault is not null).ShouldBeEmpty();
    }

    private static string? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception e) when (ExitCodes.Of(e) == ExitCode.Usage)
        {
            return e.Message.Contains(".json", StringComparison.Ordinal) ? null : $"does not name the file: {e.Message}";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} {e.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    private static IEnumerable<(string What, string Text)> Damages(string whole, bool onceEach)
    {
        var places = Places(JsonNode.Parse(whole)!, []);
        foreach (var place in onceEach ? places.DistinctBy(p => p[^1]) : places)
        {
            var name = string.Join('.', place);
            yield return ($"{name} removed", With(whole, place, (parent, key) => parent.Remove(key)));
            foreach (var other in onceEach ? new[] { "null" } : ["null", "{}", "[null]", "[]", "\"\"", "-1"])
            {
                yield return ($"{name}: {other}", With(whole, place, (parent, key) => parent[key] = JsonNode.Parse(other)));
            }

            foreach (var (how, shorten) in Shorter(At(JsonNode.Parse(whole)!, place)))
            {
                yield return ($"{name} {how}", With(whole, place, (parent, key) => shorten(parent[key]!.AsArray())));
            }
        }
    }

    private static string With(string whole, IReadOnlyList<string> place, Action<JsonObject, string> damage)
    {
        var root = JsonNode.Parse(whole)!;
        damage(At(root, [.. place.SkipLast(1)])!.AsObject(), place[^1]);
        return root.ToJsonString();
    }

    private static IEnumerable<(string How, Action<JsonArray> Shorten)> Shorter(JsonNode? node) => node is not JsonArray { Count: > 1 }
        ? []
        :
    [
        ("without its first", list => list.RemoveAt(0)), ("without its last", list => list.RemoveAt(list.Count - 1)),
        ("with its first alone", list => list.RemoveRange(1, list.Count - 1)),
    ];

    private static JsonNode? At(JsonNode root, IReadOnlyList<string> place) =>
        place.Aggregate((JsonNode?)root, (node, key) => node is JsonArray list ? list[int.Parse(key)] : node![key]);

    private static IEnumerable<string[]> Places(JsonNode? node, string[] above) => node switch
    {
        JsonObject map => map.SelectMany(e => Places(e.Value, [.. above, e.Key]).Prepend([.. above, e.Key])),
        JsonArray list => list.SelectMany((item, i) => Places(item, [.. above, $"{i}"])),
        _ => [],
    };
}
