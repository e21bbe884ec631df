using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Harness.Benchmarks;

/// <summary>One <c>harness run</c>, whose results go again.</summary>
internal static class HarnessRun
{
    /// <param name="harness">The program, or run.sh.</param>
    /// <param name="scenario">The scenario file.</param>
    /// <param name="settings">What <c>--set</c> sets.</param>
    /// <returns>The first trial of its summary.json.</returns>
    internal static JsonNode FirstTrial(string harness, string scenario, params string[] settings) =>
        InFolder(results => Run(harness, scenario, results, settings));

    /// <param name="harness">The program, or run.sh.</param>
    /// <param name="yaml">The scenario itself.</param>
    /// <returns>The first trial of its summary.json.</returns>
    internal static JsonNode FirstTrialOf(string harness, string yaml) => InFolder(results =>
    {
        var file = Path.Combine(results, "scenario.yaml");
        File.WriteAllText(file, yaml);
        return Run(harness, file, results, []);
    });

    private static JsonNode InFolder(Func<string, JsonNode> run)
    {
        var folder = Directory.CreateTempSubdirectory("harness-benchmark");
        try
        {
            return run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonNode Run(string harness, string scenario, string results, string[] settings)
    {
        string[] arguments = ["run", scenario, "--quiet", "--out", results, .. settings.SelectMany(s => new[] { "--set", s })];
        var start = new ProcessStartInfo(harness, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonNode.Parse(File.ReadAllText(Path.Combine(Directory.GetDirectories(results)[0], "summary.json")))!["trials"]![0]!
            : throw new InvalidOperationException($"{harness} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}");
    }
}
