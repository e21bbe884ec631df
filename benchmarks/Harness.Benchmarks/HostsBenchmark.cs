namespace Harness.Benchmarks;

/// <summary>How start-up, start skew, clock error and the controller's work grow with the number of agents on hosts.</summary>
internal static class HostsBenchmark
{
    private const int Rounds = 3;
    private const double TargetSeconds = 6;

    // Half of them servers, half clients: no run has fewer than one of each.
    private static readonly int[] Counts = [2, 8, 32, 64];

    // ssh as it is; ssh without the key exchange that costs it most; and srun. The options are those of HostCommand in the controller.
    private static readonly (string Name, string Launch)[] Launchers =
    [
        ("ssh", "ssh"),
        (
            "ssh, curve25519",
            "{ command: [ssh, -T, -e, none, -o, KexAlgorithms=^curve25519-sha256, -o, BatchMode=yes, -o, ConnectTimeout=5, "
            + "-o, ServerAliveInterval=2, -o, ServerAliveCountMax=3, --, \"{host}\"] }"),
        ("slurm", "slurm"),
    ];

    /// <param name="program">The harness; empty for run.sh in the current folder.</param>
    internal static async Task<int> RunAsync(string[] program)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Console.Error.WriteLine("hosts: needs root: only root may make the hosts of the test bed (tests/testbed/hosts.sh)");
            return 3;
        }

        var harness = program is [] ? "./run.sh" : Path.GetFullPath(program[0]);
        var folder = program is [] ? "artifacts/harness" : Path.GetDirectoryName(harness)!;
        using var bed = new HostBed(Counts[^1]);
        try
        {
            return await RunAsync(bed, harness, Path.GetFullPath(Path.Combine(folder, "harness-agent")));
        }
        catch (InvalidOperationException e)
        {
            // The test bed must not outlive what uses it, which it would if nobody caught this.
            Console.Error.WriteLine($"hosts: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(HostBed bed, string harness, string agent)
    {
        Task<HostsRun> One(string launch, int agents, string every, int seconds) =>
            HostsRun.MeasureAsync(bed, harness, Inventory(bed, launch, agent, agents), Scenario(agents, every, seconds));

        // What the first run reads from the disk, and builds, the others have in memory.
        await One(Launchers[0].Launch, Counts[0], "1s", seconds: 1);
        var runs = new List<(string Launcher, int Agents, HostsRun Run)>();
        var (seldom, often) = (new List<HostsRun>(), new List<HostsRun>());
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var (name, launch) in Launchers)
            {
                foreach (var agents in Counts)
                {
                    Console.Error.WriteLine($"round {round} of {Rounds}: {name}, {agents} agents");
                    runs.Add((name, agents, await One(launch, agents, "1s", seconds: 2)));
                }
            }

            seldom.Add(await One(Launchers[^1].Launch, Counts[^1], "1s", seconds: 8));
            often.Add(await One(Launchers[^1].Launch, Counts[^1], "200ms", seconds: 8));
        }

        ReportSamples(seldom, often);
        return Report(runs) ? 0 : 1;
    }

    // Samples seldom: each reads a table of the kernel's that all hosts of the bed share, and 64 of them ten times a second would keep
    // two processors busy. Elsewhere each host reads its own.
    private static string Scenario(int agents, string every, int seconds) =>
        $$"""
        name: hosts
        server: { close: immediately }
        client: { like: ab }
        load: [{ inject: { rate: {{agents * 5}}, during: {{seconds}}s } }]
        sample: { every: {{every}}, connections: true }
        """;

    // All start an agent that is there: what it takes to copy one is not what grows.
    private static string Inventory(HostBed bed, string launch, string agent, int agents)
    {
        string Names(int first) => string.Join(", ", Enumerable.Range(first, agents / 2).Select(i => bed[i]));
        return $"launch: {launch}\nprogram: {agent}\nserver: [{Names(1)}]\nclient: [{Names(1 + (agents / 2))}]\n";
    }

    private static bool Report(IReadOnlyList<(string Launcher, int Agents, HostsRun Run)> runs)
    {
        Console.WriteLine(
            $"medians of {Rounds} interleaved rounds; in brackets, times the figure of {Counts[0]} agents\n\n"
            + "| launcher | agents | to the first connection | start skew | clock error, median and largest "
            + "| controller: CPU | its launchers' CPU | its memory |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        var met = true;
        foreach (var launcher in runs.GroupBy(r => r.Launcher))
        {
            List<HostsRun> Of(int agents) => [.. launcher.Where(r => r.Agents == agents).Select(r => r.Run)];
            foreach (var agents in Counts)
            {
                Console.WriteLine($"| {launcher.Key} | {agents} | {Line(Of(agents), Of(Counts[0]))} |");
            }

            var start = Comparison.Median(Of(Counts[^1]).Select(r => r.StartSeconds));
            met &= start < TargetSeconds;
            Console.Error.WriteLine(
                $"{launcher.Key}: {Counts[^1]} agents in {start:F2} s, target below {TargetSeconds:F0} s: "
                + $"{(start < TargetSeconds ? "OK" : "MISSED")}");
        }

        return met;
    }

    private static string Line(IReadOnlyList<HostsRun> runs, IReadOnlyList<HostsRun> fewest)
    {
        const double megabyte = 1 << 20;
        string Grown(Func<HostsRun, double> figure, string format, string unit)
        {
            var (value, least) = (Comparison.Median(runs.Select(figure)), Comparison.Median(fewest.Select(figure)));
            return $"{value.ToString(format)} {unit} ({value / least:F1})";
        }

        var median = Comparison.Median(runs.Select(r => Comparison.Median(r.ClockErrors)));
        return string.Join(
            " | ",
            Grown(r => r.StartSeconds, "F2", "s"),
            Grown(r => r.SkewMilliseconds, "F1", "ms"),
            $"{median:F3} ms, {Grown(r => r.ClockErrors.Max(), "F3", "ms")}",
            Grown(r => r.Use.CpuSeconds, "F2", "s"),
            Grown(r => r.Use.ChildrenCpuSeconds, "F2", "s"),
            Grown(r => r.Use.PeakBytes / megabyte, "F0", "MB"));
    }

    private static void ReportSamples(IReadOnlyList<HostsRun> seldom, IReadOnlyList<HostsRun> often)
    {
        var costs = often.Zip(seldom, (o, s) => (o.Use.CpuSeconds - s.Use.CpuSeconds) / (o.Samples - s.Samples) * 1e6).ToList();
        Console.WriteLine(
            $"one more sample costs the controller {Comparison.Median(costs):F0} us of processor time ({costs.Min():F0} to "
            + $"{costs.Max():F0}): {Comparison.Median(often.Select(r => (double)r.Samples)):F0} samples against "
            + $"{Comparison.Median(seldom.Select(r => (double)r.Samples)):F0}\n");
    }
}
