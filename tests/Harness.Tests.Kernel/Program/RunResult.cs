using System.Text.Json;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>Reads what a run left in the folder that --out named.</summary>
internal static class RunResult
{
    public static RunSummary Summary(string output) => Read(Folder(output));

    public static TrialSummary OnlyTrial(string output) => Summary(output).Trials.ShouldHaveSingleItem();

    public static string Folder(string output) => Directory.GetDirectories(output).ShouldHaveSingleItem();

    // Whatever a test looks at: no figure may contradict another.
    private static RunSummary Read(string folder)
    {
        var summary = JsonSerializer.Deserialize(
            File.ReadAllText(Path.Combine(folder, "summary.json")), ResultJson.Indented.RunSummary)!;
        summary.Trials.SelectMany(t => t.Warnings).Where(w => w.Code == "invariant_broken").Select(w => w.Text).ShouldBeEmpty();
        return summary;
    }
}
