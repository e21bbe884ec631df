using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Benchmarks;

/// <summary>One run on hosts, measured from outside.</summary>
/// <param name="StartSeconds">From the command to the first connection.</param>
/// <param name="SkewMilliseconds">How much later than agreed the last client began.</param>
/// <param name="ClockErrors">Milliseconds that each host's clock was thought to be off from where the test bed has set it.</param>
/// <param name="Samples">How many samples the agents sent.</param>
/// <param name="Use">What the controller used.</param>
internal sealed record HostsRun(
    double StartSeconds, double SkewMilliseconds, IReadOnlyList<double> ClockErrors, int Samples, ProcessUse Use)
{
    // The event of run.log with which a phase begins, and its last word.
    private const string PhaseBegins = "111";
    private const string LoadPhase = "Load";

    // Host i's clock is i times as many microseconds ahead of the controller's.
    private const double AheadMicroseconds = 1e9;

    /// <summary>Runs a scenario.</summary>
    /// <param name="bed">Where.</param>
    /// <param name="harness">The program, or run.sh, which becomes it.</param>
    /// <param name="inventory">The hosts, YAML.</param>
    /// <param name="scenario">YAML, which must ask for a row per connection.</param>
    internal static async Task<HostsRun> MeasureAsync(HostBed bed, string harness, string inventory, string scenario)
    {
        var folder = Directory.CreateTempSubdirectory("harness-benchmark");
        try
        {
            var (hosts, file) = (Path.Combine(folder.FullName, "lab.yaml"), Path.Combine(folder.FullName, "scenario.yaml"));
            await File.WriteAllTextAsync(hosts, inventory);
            await File.WriteAllTextAsync(file, scenario);

            // The moment of the command, and the process: the test bed's own commands before it do not count.
            using var process = Process.Start(bed.OnController(
                "sh", "-c", "echo $(date +%s%N) $$; exec \"$0\" \"$@\"",
                harness, "run", file, "--hosts", hosts, "--quiet", "--out", folder.FullName))!;
            var first = (await process.StandardOutput.ReadLineAsync() ?? "").Split(' ');
            var looking = ProcessUse.UntilEndAsync(int.Parse(first[^1], CultureInfo.InvariantCulture), process);
            var output = await process.StandardOutput.ReadToEndAsync();
            var use = await looking;
            return process.ExitCode == 0
                ? Read(Directory.GetDirectories(folder.FullName).Single(), Seconds(first[0]) / 1e9, use)
                : throw new InvalidOperationException($"{harness} run --hosts ended with {process.ExitCode}\n{output}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HostsRun Read(string results, double commandedAt, ProcessUse use)
    {
        string PathOf(string name) => Path.Combine(results, name);
        var hosts = JsonNode.Parse(File.ReadAllText(PathOf("environment.json")))!["hosts"]!.AsArray();
        var nodes = JsonNode.Parse(File.ReadAllText(PathOf("summary.json")))!["trials"]![0]!["nodes"]!.AsArray();
        return new(
            LoadBegan(PathOf("run.log")) + FirstConnection(PathOf("connections.csv")) - commandedAt,
            nodes.Max(n => n!["started_late_us"]?.GetValue<double>() ?? 0) / 1e3,
            [.. hosts.Select(ClockError)],
            File.ReadLines(PathOf("samples.csv")).Count() - 1,
            use);
    }

    private static double ClockError(JsonNode? host)
    {
        var number = Seconds(host!["host"]!.GetValue<string>().Split('-')[^1]);
        return Math.Abs(host["clock_ahead_us"]!.GetValue<double>() - (number * AheadMicroseconds)) / 1e3;
    }

    // Seconds since 1970.
    private static double LoadBegan(string log)
    {
        var words = File.ReadLines(log).Select(l => l.Split(' ')).First(w => w.Length > 3 && w[3] == PhaseBegins && w[^1] == LoadPhase);
        return (DateTime.Parse(words[0], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch).TotalSeconds;
    }

    // Seconds since the load began.
    private static double FirstConnection(string rows)
    {
        var columns = File.ReadLines(rows).First().Split(',').ToList();
        var (due, behind) = (columns.IndexOf("due_s"), columns.IndexOf("behind_us"));
        return File.ReadLines(rows).Skip(1).Select(l => l.Split(',')).Min(f => Seconds(f[due]) + (Seconds(f[behind]) / 1e6));
    }

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
