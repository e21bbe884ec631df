using System.Diagnostics;

namespace Harness.Protocol.Time;

/// <summary>
/// CLOCK_MONOTONIC in nanoseconds: the clock of every moment that crosses a process border.
/// <see cref="Stopwatch.GetTimestamp"/> reads it on Linux, where a tick is a nanosecond; a test holds that, so nobody converts.
/// </summary>
public static class MonotonicClock
{
    /// <summary>Nanoseconds of one second.</summary>
    public const long Second = 1_000_000_000;

    /// <summary>The moment now, in nanoseconds.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>
    /// Two processes that say the same name read the same clock: the machine's since its last start (the boot id), less what
    /// the process's time namespace takes off, see time_namespaces(7).
    /// </summary>
    public static string Name { get; } = $"{Read("/proc/sys/kernel/random/boot_id")} {TimeNamespace()}";

    /// <summary>Nanoseconds as seconds.</summary>
    public static double Seconds(long nanoseconds) => nanoseconds / (double)Second;

    // The offset decides, not the namespace: a fresh one without an offset has the same clock. Without the file there are no
    // time namespaces.
    private static string TimeNamespace() =>
        Read("/proc/self/timens_offsets").Split('\n')
            .FirstOrDefault(line => line.StartsWith("monotonic", StringComparison.Ordinal)) is { } line
            ? string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])
            : "";

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the clock has no name, and its offset is measured.
            return $"{Guid.NewGuid()}";
        }
    }
}
