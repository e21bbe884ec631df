using System.Diagnostics;
using System.Globalization;

namespace Harness.Benchmarks;

/// <summary>What a process of this machine has used so far, by proc(5).</summary>
/// <param name="CpuSeconds">Processor time of its own.</param>
/// <param name="ChildrenCpuSeconds">That of those of its children that have ended.</param>
/// <param name="PeakBytes">The most memory that it held at once.</param>
internal sealed record ProcessUse(double CpuSeconds, double ChildrenCpuSeconds, long PeakBytes)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    // USER_HZ, which is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    // Behind the name, which may have blanks: proc(5) counts utime, stime, cutime and cstime as 14 to 17, and what follows the name as 3.
    private const int UserTicks = 11;

    /// <summary>Looks again and again until the process has ended: then nobody can ask any more.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="process">Ends when it does.</param>
    internal static async Task<ProcessUse> UntilEndAsync(int pid, Process process)
    {
        using var timer = new PeriodicTimer(LookEvery);
        var last = new ProcessUse(0, 0, 0);
        while (!process.HasExited)
        {
            last = Read(pid) ?? last;
            await timer.WaitForNextTickAsync();
        }

        return last;
    }

    private static ProcessUse? Read(int pid)
    {
        const int kilobyte = 1024;
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var ticks = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[UserTicks..(UserTicks + 4)]
                .Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToList();

            // A process that has just ended has no memory any more.
            var peak = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return peak is null
                ? null
                : new(
                    (ticks[0] + ticks[1]) / TicksPerSecond,
                    (ticks[2] + ticks[3]) / TicksPerSecond,
                    long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * kilobyte);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
