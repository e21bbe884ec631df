using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Tests.Kernel.Reporting;

namespace Harness.Tests.Kernel.Program;

/// <summary>Reads what a run left in the folder that --out named.</summary>
internal static class RunResult
{
    public static TrialSummary OnlyTrial(string output) => Summary(output).Trials.ShouldHaveSingleItem();

    /// <summary>As it is, also where figures contradict each other.</summary>
    public static RunSummary Unjudged(string output) => JsonSerializer.Deserialize(
        File.ReadAllText(Path.Combine(Folder(output), "summary.json")), ResultJson.Indented.RunSummary)!;

    public static string Folder(string output) => Directory.GetDirectories(output).ShouldHaveSingleItem();

    // Whatever a test looks at: no figure may contradict another, wherever it stands.
    public static RunSummary Summary(string output)
    {
        var summary = Unjudged(output);
        summary.Trials.SelectMany(t => t.Warnings).Where(w => w.Code == "invariant_broken").Select(w => w.Text).ShouldBeEmpty();
        Agreement.Contradictions(Folder(output)).ShouldBeEmpty();
        return summary;
    }
}
