using System.Diagnostics;
using Harness.Fidelity;

namespace Harness.Benchmarks;

/// <summary>
/// Runs the real tools and the built-in profiles against the same servers, and writes what came out into docs/fidelity.md.
/// </summary>
internal static class FidelityCommand
{
    private const string Document = "docs/fidelity.md";
    private const string Begin = "<!-- measured: written by 'Harness.Benchmarks fidelity' -->\n";
    private const string End = "<!-- /measured -->\n";

    /// <param name="results">Nothing: run scenarios/fidelity/ first. Else a folder that such a run has written.</param>
    /// <returns>1 when a cell that is no race does not agree.</returns>
    internal static int Run(string[] results)
    {
        var folder = results is [var given] ? given : Measure();
        var tools = ToolResult.ReadAll(folder);
        var document = File.ReadAllText(Document);
        var begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = FidelityTable.Write(tools);
        File.WriteAllText(Document, $"{document[..begin]}\n{table}\n{document[document.IndexOf(End, begin, StringComparison.Ordinal)..]}");
        Console.WriteLine(table);
        Console.WriteLine($"{Document} is written from {folder}");
        return tools.All(t => t.Pairs.All(p => p.IsRace || p.Agrees)) ? 0 : 1;
    }

    private static string Measure()
    {
        var folder = Path.Combine("results", $"fidelity-{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        Console.Error.WriteLine($"running scenarios/fidelity/, about 18 minutes, into {folder}");
        // Its summary of each trial would be in the way here; the results are in the folder.
        using var run = Process.Start(new ProcessStartInfo("./run.sh", ["run", "scenarios/fidelity", "--quiet", "--out", folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        // 1: an expectation was missed, which the table shows better.
        return run.ExitCode is 0 or 1 ? folder : throw new InvalidOperationException($"./run.sh ended with {run.ExitCode}");
    }
}
