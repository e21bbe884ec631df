using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Protocol.Contracts;
using Harness.Reporting.Folders;

namespace Harness.Reporting.Checking;

/// <summary>A baseline and the file that holds it: <c>DIR/SCENARIO.json</c>, sorted, a metric a line, so that a diff can be read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Baseline">What it holds.</param>
public sealed record BaselineFile(string Path, Baseline Baseline)
{
    private const int LargestFile = 1 << 20;

    private static readonly JsonSerializerOptions Strict = new(ResultJson.Indented.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <summary>Where the baseline of <paramref name="scenario"/> is.</summary>
    public static string PathOf(string folder, string scenario) => System.IO.Path.Combine(folder, $"{scenario}.json");

    /// <summary>Reads the baseline at <paramref name="path"/>.</summary>
    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="BaselineException">
    /// It is damaged, newer than this program, of another scenario, or has a metric that no trial has.
    /// </exception>
    public static BaselineFile? Read(string path, string scenario)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var bytes = BoundedFile.Read(path, LargestFile);
            RefuseNewer(path, bytes);
            var baseline = JsonSerializer.Deserialize<Baseline>(bytes, Strict) ?? throw new JsonException("it holds nothing");
            var place = BaselineRules.Broken(baseline, scenario).FirstOrDefault();
            return place is null
                ? new(path, baseline)
                : throw new BaselineException($"{path}:{JsonPlace.LineOf(bytes, place.Path)}: {place.Message}");
        }
        catch (InvalidDataException e)
        {
            throw new BaselineException($"{path}: {e.Message}. Delete it, and make it again with --update.", e);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $":{line + 1}:{e.BytePositionInLine + 1}" : "";
            var problem = e.Message.Split(" Path:")[0].TrimEnd('.');
            var what = e.Path is null or "$" ? problem : $"{e.Path} does not hold what belongs there ({problem})";
            throw new BaselineException(
                $"{path}{where}: {what}. Restore the file from git, or delete it and make it again with --update.", e);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(IOutputFolder folder) => folder.Write(System.IO.Path.GetFileName(Path), Encoding.UTF8.GetBytes(Text(Baseline)));

    /// <summary>The file's text.</summary>
    public static string Text(Baseline baseline)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\n  \"format\": {baseline.Format},\n  \"scenario\": {Quote(baseline.Scenario)},\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"environment\": {{ {Text(baseline.Environment)} }},\n");
        text.Append("  \"structural\": {\n");
        text.AppendJoin(",\n", Sorted(baseline.Structural).Select(s => $"    {Quote(s.Key)}: {Text(s.Value)}"));
        text.Append("\n  }");
        if (baseline.Speed is { } speed)
        {
            text.Append(CultureInfo.InvariantCulture, $",\n  \"speed\": {{\n    \"control\": {speed.Control},\n");
            text.Append(CultureInfo.InvariantCulture, $"    \"margin\": {Number(speed.Margin)},\n    \"ratios\": {{\n");
            text.AppendJoin(",\n", Sorted(speed.Ratios).Select(r => $"      {Quote(r.Key)}: [{Text(r.Value)}]"));
            text.Append("\n    }\n  }");
        }

        return text.Append("\n}\n").ToString();
    }

    private static string Text(BaselineEnvironment e) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"architecture\": {Quote(e.Architecture)}, \"cores\": {e.Cores}, \"kernel\": {Quote(e.Kernel)}, "
        + $"\"network\": {Quote(e.Network)}, \"runtime\": {Quote(e.Runtime)}");

    private static string Text(IEnumerable<double> ratios) => string.Join(", ", ratios.Order().Select(Number));

    private static string Text(Bound bound) => bound.Is is { } value
        ? $"{{ \"is\": {Number(value)} }}"
        : $"{{ \"from\": {Number(bound.From ?? 0)}, \"to\": {Number(bound.To ?? 1)} }}";

    private static IOrderedEnumerable<KeyValuePair<string, T>> Sorted<T>(IReadOnlyDictionary<string, T> map) =>
        map.OrderBy(p => p.Key, StringComparer.Ordinal);

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Quote(string text) => JsonSerializer.Serialize(text, ResultJson.OneLine.String);

    // Before anything else is looked at: a newer format may differ in everything else.
    private static void RefuseNewer(string path, byte[] bytes)
    {
        var root = JsonElement.Parse(bytes);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var format)
            && format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out var number) && number > Baseline.NewestFormat)
        {
            throw new BaselineException(
                $"{path}:{JsonPlace.LineOf(bytes, ["format"])}: written by a newer version of this program "
                + $"(format {number}; this one reads up to {Baseline.NewestFormat}). Use that version.");
        }
    }
}
