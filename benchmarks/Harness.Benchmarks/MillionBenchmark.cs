using System.Diagnostics;
using Harness.Linux;
using Harness.Protocol.Counting;

namespace Harness.Benchmarks;

/// <summary>A million TIME_WAITs at once: whether all are there, none failed, and a sample every second keeps its time.</summary>
internal static class MillionBenchmark
{
    private const int TimeWaits = 1_000_000;
    private static readonly SocketFilter Namespace = SocketFilter.All;

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
        using var held = new SockStat();
        using var delay = new PreciseDelay();
        var before = Slab();
        var making = Task.Run(() => c.Run($"{TimeWaits}"));
        var begun = Stopwatch.GetTimestamp();
        List<Look> looks = [];
        for (var madeAt = 0L; madeAt == 0 || Stopwatch.GetElapsedTime(madeAt) < Watched;)
        {
            // A dump of two million open sockets is not what is asked here; once they are closed, a sample is what a run's sampler takes.
            var start = Stopwatch.GetTimestamp();
            var timeWaits = madeAt == 0 ? held.Minisockets() : dump.Count(Namespace).TimeWait;
            var (at, took) = (Stopwatch.GetElapsedTime(begun, start), Stopwatch.GetElapsedTime(start));
            looks.Add(new(at.TotalSeconds, timeWaits, took.TotalMilliseconds));
            madeAt = madeAt == 0 && making.IsCompleted ? Stopwatch.GetTimestamp() : madeAt;
            delay.Until(begun + (Stopwatch.Frequency * looks.Count));
        }

        var made = making.GetAwaiter().GetResult();
        var full = looks.Where(l => l.TimeWaits == TimeWaits).ToList();
        var gaps = full.Zip(full.Skip(1), (a, b) => b.At - a.At).ToList();
        Console.WriteLine($"connections  {TimeWaits:N0}, {made[0]:N0} failed; opened in {made[1]:N1} s, closed in {made[2]:N1} s");
        Console.WriteLine(
            $"TIME_WAIT    {looks.Max(l => l.TimeWaits):N0} at most; "
            + $"{(Slab() - before) / looks[^1].TimeWaits:N0} bytes of kernel memory each");
        Console.WriteLine(
            $"samples      {full.Count} with all of them, {gaps.DefaultIfEmpty().Min():N2} to {gaps.DefaultIfEmpty().Max():N2} s "
            + "from one to the next; "
            + $"each cost at most {full.Select(l => l.Milliseconds).DefaultIfEmpty().Max():N1} ms");
        return made[0] == 0 && full.Count > 1 ? 0 : 1;
    }

    private static double Slab()
    {
        var slab = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("Slab:", StringComparison.Ordinal));
        return double.Parse(slab.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    private sealed record Look(double At, long TimeWaits, double Milliseconds);
}
