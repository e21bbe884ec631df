using System.Diagnostics;

namespace Harness.Benchmarks;

/// <summary>From the command to the finished report: a scenario of 1000 connections, program start included.</summary>
internal static class RunBenchmark
{
    private const int Rounds = 5;
    private const double TargetSeconds = 1.5;

    /// <param name="command">The program and its arguments; empty for run.sh in the current folder.</param>
    internal static int Run(string[] command)
    {
        var results = Directory.CreateTempSubdirectory("harness-benchmark");
        try
        {
            string[] all = command is []
                ? ["./run.sh", "run", "scenarios/server-closes-first.yaml", "--quiet", "--out", results.FullName]
                : command;
            var seconds = Enumerable.Range(0, Rounds).Select(_ => SecondsOf(all)).ToList();
            var median = Comparison.Median(seconds);
            Console.WriteLine($"{string.Join(' ', all)}");
            Console.WriteLine(
                $"{Rounds} runs, {seconds.Min():F2} to {seconds.Max():F2} s, median {median:F2} s, " +
                $"target below {TargetSeconds:F1} s: {(median < TargetSeconds ? "OK" : "MISSED")}");
            return median < TargetSeconds ? 0 : 1;
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    private static double SecondsOf(string[] command)
    {
        var start = Stopwatch.GetTimestamp();
        // Its summary would stand between our lines.
        var program = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(program)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(start).TotalSeconds
            : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}");
    }
}
