using System.Diagnostics;
using Harness.Linux;
using Harness.Model;

namespace Harness.Benchmarks;

/// <summary>What one sample of 28 000 TIME_WAITs costs: SocketDump.Count, the same dump in C, and <c>ss</c>.</summary>
internal static class SamplerBenchmark
{
    internal const string Inside = "--inside-a-namespace-of-its-own";

    private const int TimeWaits = 28_000;
    private const int Rounds = 9;
    private const int Dumps = 20;
    private const int RunsOfSs = 5;

    private static readonly SocketFilter Everything = new(Side.Server, ServerPorts: null);

    /// <summary>Runs this program again in a fresh network namespace, through a user namespace unless the user is root.</summary>
    internal static int Run()
    {
        using var inside = Process.Start(
            "unshare", [Environment.IsPrivilegedProcess ? "-n" : "-Urn", Environment.ProcessPath!, "sampler", Inside]);
        inside.WaitForExit();
        return inside.ExitCode;
    }

    internal static int RunInside()
    {
        LoopbackInterface.BringUp();
        TimeWaitMaker.Make(TimeWaits);
        using var c = new CProgram("sampler");
        using var dump = new SocketDump();
        Measure(dump, Dumps);
        Comparison cpu = new("CPU against C", 2), wall = new("wall against C", 2), cpuSs = new("CPU against ss", 0.2), wallSs = new("wall against ss", 0.2);
        for (var round = 0; round < Rounds; round++)
        {
            var inC = c.Run("dump", $"{Dumps}");
            var ours = Measure(dump, Dumps);
            var ss = c.Run("ss", $"{RunsOfSs}");
            cpu.Add(ours.Cpu, inC[0]);
            wall.Add(ours.Wall, inC[1]);
            cpuSs.Add(ours.Cpu, ss[0]);
            wallSs.Add(ours.Wall, ss[1]);
            Expect((int)inC[2]);
        }

        Expect(dump.Count(Everything).TimeWait);
        return Comparison.Report("us", [cpu, wall, cpuSs, wallSs]);
    }

    // The last TIME_WAIT must not end before the last round does: they last 60 s.
    private static void Expect(int timeWaits)
    {
        if (timeWaits != TimeWaits)
        {
            throw new InvalidOperationException($"a dump saw {timeWaits} TIME_WAITs instead of {TimeWaits}");
        }
    }

    private static (double Cpu, double Wall) Measure(SocketDump dump, int times)
    {
        var cpu = ResourceUsage.OfThisProcess().CpuSeconds;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            dump.Count(Everything);
        }

        return ((ResourceUsage.OfThisProcess().CpuSeconds - cpu) * 1e6 / times, Stopwatch.GetElapsedTime(start).TotalMicroseconds / times);
    }
}
