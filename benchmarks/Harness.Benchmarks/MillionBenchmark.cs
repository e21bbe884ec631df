using System.Diagnostics;
using Harness.Linux;
using Harness.Model;

namespace Harness.Benchmarks;

/// <summary>A million TIME_WAITs at once: whether all are there, none failed, and a sample every second keeps its time.</summary>
internal static class MillionBenchmark
{
    private const int TimeWaits = 1_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>How long all of them are watched: they last a minute, and the first is some seconds old when the last is made.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(15);

    internal static int Run() => SamplerBenchmark.RunInNamespace("million");

    internal static int RunInside()
    {
        LoopbackInterface.BringUp();
        Sysctl.Set("ip_local_port_range", "1024 65535");
        Sysctl.Set("tcp_max_tw_buckets", "2000000");
        Sysctl.Set("tcp_tw_reuse", "0");
        Sysctl.Set("somaxconn", "65535");
        using var c = new CProgram("million");
        using var dump = new SocketDump();
        using var delay = new PreciseDelay();
        var before = Slab();
        var making = Task.Run(() => c.Run($"{TimeWaits}"));
        List<Look> looks = [];
        for (long begun = Stopwatch.GetTimestamp(), madeAt = 0; madeAt == 0 || Stopwatch.GetElapsedTime(madeAt) < Watched;)
        {
            looks.Add(Look.Take(dump, begun));
            madeAt = madeAt == 0 && making.IsCompleted ? Stopwatch.GetTimestamp() : madeAt;
            delay.Until(begun + (long)(Every.TotalSeconds * looks.Count * Stopwatch.Frequency));
        }

        var made = making.GetAwaiter().GetResult();
        var full = looks.Where(l => l.TimeWaits == TimeWaits).ToList();
        var gaps = looks.Zip(looks.Skip(1), (a, b) => b.At - a.At).ToList();
        Console.WriteLine($"connections  {TimeWaits:N0}, {made[0]:N0} failed; opened in {made[1]:N1} s, closed in {made[2]:N1} s");
        Console.WriteLine($"TIME_WAIT    {looks.Max(l => l.TimeWaits):N0} at most, {full.Count} samples with all of them; {(Slab() - before) / TimeWaits:N0} bytes of kernel memory each");
        Console.WriteLine($"samples      {looks.Count}, from one to the next {gaps.Min():N2} to {gaps.Max():N2} s; one cost {looks.Max(l => l.Cost) * 1000:N0} ms at most, with all of them {full.Select(l => l.Cost * 1000).DefaultIfEmpty().Max():N1} ms");
        return made[0] == 0 && full.Count > 0 ? 0 : 1;
    }

    private static double Slab() =>
        double.Parse(File.ReadLines("/proc/meminfo").First(l => l.StartsWith("Slab:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;

    private sealed record Look(double At, long TimeWaits, double Cost)
    {
        public static Look Take(SocketDump dump, long begun)
        {
            var start = Stopwatch.GetTimestamp();
            var states = dump.Count(new SocketFilter(Side.Client, ServerPorts: null));
            return new(Stopwatch.GetElapsedTime(begun, start).TotalSeconds, states.TimeWait, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }
}
