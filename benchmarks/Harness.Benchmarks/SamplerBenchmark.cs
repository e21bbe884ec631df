using System.Diagnostics;
using Harness.Linux;
using Harness.Protocol.Counting;

namespace Harness.Benchmarks;

/// <summary>What one sample of 28 000 TIME_WAITs costs: SocketDump.Count, the same dump in C, and <c>ss</c>.</summary>
internal static class SamplerBenchmark
{
    internal const string Inside = "--inside-a-namespace-of-its-own";

    private const int TimeWaits = 28_000;
    private const int Rounds = 9;
    private const int Counts = 20;
    private const int RunsOfSs = 5;

    private static readonly SocketFilter Namespace = SocketFilter.All;

    internal static int Run() => RunInNamespace("sampler");

    /// <summary>Runs a benchmark again in a fresh network namespace, through a user namespace unless the user is root.</summary>
    internal static int RunInNamespace(string benchmark)
    {
        using var inside = Process.Start(
            "unshare", [Environment.IsPrivilegedProcess ? "-n" : "-Urn", Environment.ProcessPath!, benchmark, Inside]);
        inside.WaitForExit();
        return inside.ExitCode;
    }

    internal static int RunInside()
    {
        LoopbackInterface.BringUp();
        var ports = SocketFilter.ConnectingTo(TimeWaitMaker.Make(TimeWaits));
        using var c = new CProgram("sampler");
        using var dump = new SocketDump();
        Measure(dump, Namespace);
        Measure(dump, ports);
        Comparison cpu = new("CPU against C", 2), wall = new("wall against C", 2);
        Comparison cpuSs = new("CPU against ss", 0.2), wallSs = new("wall against ss", 0.2);
        Comparison cpuPorts = new("CPU with given ports against C", 2), wallPorts = new("wall with given ports against C", 2);
        for (var round = 0; round < Rounds; round++)
        {
            var count = c.Run("count", $"{Counts}");
            var ours = Measure(dump, Namespace);
            var ss = c.Run("ss", $"{RunsOfSs}");
            var oursWithPorts = Measure(dump, ports);
            var all = c.Run("dump", $"{Counts}");
            cpu.Add(ours.Cpu, count[0]);
            wall.Add(ours.Wall, count[1]);
            cpuSs.Add(ours.Cpu, ss[0]);
            wallSs.Add(ours.Wall, ss[1]);
            cpuPorts.Add(oursWithPorts.Cpu, all[0]);
            wallPorts.Add(oursWithPorts.Wall, all[1]);
            Expect((int)count[2], (int)all[2], dump.Count(Namespace).TimeWait, dump.Count(ports).TimeWait);
        }

        return Comparison.Report("us", [cpu, wall, cpuSs, wallSs, cpuPorts, wallPorts]);
    }

    // The last TIME_WAIT must not end before the last round does: they last 60 s.
    private static void Expect(params int[] counted)
    {
        if (counted.Any(count => count != TimeWaits))
        {
            throw new InvalidOperationException($"{string.Join(", ", counted)} TIME_WAITs were counted instead of {TimeWaits}");
        }
    }

    private static (double Cpu, double Wall) Measure(SocketDump dump, SocketFilter filter)
    {
        var cpu = ResourceUsage.OfThisProcess().CpuSeconds;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Counts; i++)
        {
            dump.Count(filter);
        }

        var cpuSeconds = ResourceUsage.OfThisProcess().CpuSeconds - cpu;
        return (cpuSeconds * 1e6 / Counts, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Counts);
    }
}
