using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Reporting.Checking;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Checking;

/// <summary>A run of <c>check</c> on a scenario of the suite.</summary>
internal static class CheckRun
{
    /// <summary>The folder of the project's own baselines.</summary>
    public static string Baselines => Repository.PathOf("results", "baselines");

    /// <summary>The project's own baseline of a scenario.</summary>
    public static Baseline Recorded(string scenario) => BaselineFile.Read(BaselineFile.PathOf(Baselines, scenario), scenario)!.Baseline;

    /// <summary>Runs it to its end.</summary>
    public static Task<HarnessProgram.Ended> CheckAsync(TempFolder folder, string scenario, string baselines, params string[] more) =>
        HarnessProgram.RunAsync(
        [
            "check", HarnessProgram.Scenario(scenario.Replace("ci-", "ci/", StringComparison.Ordinal)),
            "--baseline", baselines, "--out", folder.Path, "--quiet", "--json", .. more,
        ]);

    /// <summary>What it printed as JSON.</summary>
    public static CheckReport Report(HarnessProgram.Ended ended) =>
        JsonSerializer.Deserialize(ended.Output, ResultJson.Indented.CheckReport)!;
}
