using System.Text.Json.Nodes;

namespace Harness.Benchmarks;

/// <summary>How late the link between the sides is with 1000 frames a second, and how much it carries.</summary>
internal static class LinkBenchmark
{
    private const double TargetMicroseconds = 200;

    // One connection is ten frames.
    private const string ThousandFrames = "load=[{inject: {rate: 100, during: 5s}}]";
    private const string Large = "load=[{iterations_for_constant: {copies: 4, iterations: 60}}]";

    /// <param name="program">The harness; empty for run.sh in the current folder.</param>
    internal static int Run(string[] program)
    {
        var harness = program is [] ? "./run.sh" : program[0];
        var late = Enumerable.Range(0, 3).Select(_ => Late(harness)).ToList();
        var median = Comparison.Median(late);
        Console.WriteLine(
            $"median of the 99th percentiles {median:F0} us, target at most {TargetMicroseconds:F0} us: "
            + $"{(median <= TargetMicroseconds ? "OK" : "MISSED")}");
        foreach (var rtt in new[] { null, "0us", "1ms" })
        {
            Throughput(harness, rtt);
        }

        return median <= TargetMicroseconds ? 0 : 1;
    }

    private static double Late(string harness)
    {
        var (trial, link) = RunOne(harness, "link.rtt=20ms", ThousandFrames);
        var frames = Frames(link!, "to_server") + Frames(link!, "to_client");
        var late = link!["late_us"]!;
        var p99 = late["p99"]!.GetValue<double>();
        var rate = frames / trial["rates"]!["load_seconds"]!.GetValue<double>();
        Console.WriteLine(
            $"rtt 20 ms, {rate:F0} frames/s: later than asked by p50 {late["p50"]} us, p99 {p99} us, max {late["max"]} us");
        return p99;
    }

    private static void Throughput(string harness, string? rtt)
    {
        string[] link = rtt is null ? [] : [$"link.rtt={rtt}"];
        var (trial, passed) = RunOne(harness, [.. link, Large, "server.response.body=8000000", "server.close=when_client_closes"]);
        var seconds = trial["rates"]!["load_seconds"]!.GetValue<double>();
        var completed = trial["connections"]!["completed"]!.GetValue<long>();
        var frames = passed is null
            ? ""
            : $", {(Frames(passed, "to_server") + Frames(passed, "to_client")) / seconds:F0} frames/s, "
                + $"{passed["to_client"]!["dropped"]} dropped";
        Console.WriteLine($"{(rtt is null ? "no link" : $"rtt {rtt}"),-9} {completed * 8 / seconds,6:F0} MB/s{frames}");
    }

private static long Frames(JsonNode link, string direction) => link[direction]!["frames"]!.GetValue<long>();
    private static (JsonNode Trial, JsonNode? Link) RunOne(string harness, params string[] settings)
    {
        var trial = HarnessRun.FirstTrial(harness, "scenarios/client-closes-first.yaml", ["expect=[]", .. settings]);
        return (trial, trial["link"]);
    }
}
