namespace Harness.Protocol.Counting;

/// <summary>The kernel counters that every result has, also when they stayed at 0, as far as the kernel has them.</summary>
public static class WatchedCounters
{
    /// <summary>Their names, in reading order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. KernelCounter.All.Where(c => c.IsWatched).Select(c => c.Name)];
}
