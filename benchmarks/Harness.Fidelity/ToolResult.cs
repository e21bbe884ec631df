using System.Text.Json;
using Harness.Analysis.Results;

namespace Harness.Fidelity;

/// <summary>All that was measured of one tool.</summary>
/// <param name="Tool">curl, siege, ab or wrk.</param>
/// <param name="Pairs">One for each cell, in the order they ran.</param>
/// <param name="RealRequest">The bytes of the tool's request, each as one character.</param>
/// <param name="BuiltInRequest">Those of the profile's.</param>
/// <param name="Environment">What the newest of the runs stood on.</param>
/// <param name="MeasuredAt">When that run began.</param>
internal sealed record ToolResult(
    string Tool,
    IReadOnlyList<Pair> Pairs,
    string RealRequest,
    string BuiltInRequest,
    RunEnvironment Environment,
    DateTimeOffset MeasuredAt)
{
    /// <summary>
    /// Reads the result folders in <paramref name="folder"/>: those of <c>scenarios/fidelity/</c>, one for each scenario.
    /// </summary>
    /// <exception cref="InvalidDataException">A run is not complete, or there is none.</exception>
    internal static IReadOnlyList<ToolResult> ReadAll(string folder)
    {
        var runs = Directory.GetFiles(folder, "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (Summary: Read(f, ResultJson.Indented.RunSummary), Folder: Path.GetDirectoryName(f)!))
            .Where(r => r.Summary.Scenario.StartsWith("fidelity-", StringComparison.Ordinal))
            .ToList();
        return runs.Count == 0
            ? throw new InvalidDataException($"{folder} holds no results of scenarios/fidelity/")
            : [.. runs.GroupBy(r => r.Summary.Scenario.Split('-')[1]).Select(tool => Of(
                tool.Key,
                [.. tool.Select(r => r.Summary.Complete ? r.Summary : throw new InvalidDataException($"{r.Folder} is not complete"))],
                Read(Path.Combine(tool.Last().Folder, "environment.json"), ResultJson.Indented.RunEnvironment)))];
    }

    /// <summary>Pairs the trials of some runs by their cells.</summary>
    internal static IReadOnlyList<Pair> PairsOf(string tool, IEnumerable<TrialSummary> trials) => [.. trials
        .GroupBy(Cell.Of)
        .Select(cell =>
        {
            var sides = cell.ToLookup(t => t.Client.Program is not null, t => Observation.Of(tool, t));
            return new Pair(cell.Key, [.. sides[true]], [.. sides[false]]);
        })];

    private static ToolResult Of(string tool, IReadOnlyList<RunSummary> runs, RunEnvironment environment)
    {
        var trials = runs.SelectMany(r => r.Trials).ToList();
        string Request(bool isReal) => trials
            .First(t => t.Client.Program is not null == isReal && t.Server.FirstRequest is not null)
            .Server.FirstRequest!;
        return new(tool, PairsOf(tool, trials), Request(true), Request(false), environment, runs.Max(r => r.StartedAt));
    }

    private static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllText(file), type) ?? throw new InvalidDataException($"{file} is empty");
}
