using System.Text.Json;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>Reads what a run left in the folder that --out named.</summary>
internal static class RunResult
{
    public static RunSummary Summary(string output) => Read(Folder(output));

    public static TrialSummary OnlyTrial(string output) => Summary(output).Trials.ShouldHaveSingleItem();

    public static string Folder(string output) => Directory.GetDirectories(output).ShouldHaveSingleItem();

    private static RunSummary Read(string folder) =>
        JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, "summary.json")), ResultJson.Indented.RunSummary)!;
}
