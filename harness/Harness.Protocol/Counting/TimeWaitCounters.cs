namespace Harness.Protocol.Counting;

/// <summary>What the kernel's counters say about TIME_WAIT, given by how much each of them grew.</summary>
public static class TimeWaitCounters
{
    /// <summary>
    /// Minisockets made: TIME_WAITs, and FIN_WAIT2s whose owner has closed. Those with a time-out of 4 s or less (a short tcp_fin_timeout) are
    /// counted under TWKilled.
    /// </summary>
    public static long Minisockets(IReadOnlyDictionary<string, long> grown) =>
        grown.GetValueOrDefault(KernelCounter.TimeWait) + grown.GetValueOrDefault(KernelCounter.TimeWaitKilled);

    /// <summary>
    /// TIME_WAITs entered, at most: the minisockets that are still in FIN_WAIT2 are taken off, but one that timed out there never is.
    /// </summary>
    /// <param name="grown">By how much each counter grew.</param>
    /// <param name="finWait2Minisockets">FIN_WAIT2 minisockets that are there now.</param>
    public static long Entered(IReadOnlyDictionary<string, long> grown, long finWait2Minisockets) => Minisockets(grown) - finWait2Minisockets;

    /// <summary>TIME_WAITs refused because of tcp_max_tw_buckets: whoever closed first got none.</summary>
    public static long Refused(IReadOnlyDictionary<string, long> grown) => grown.GetValueOrDefault(KernelCounter.TimeWaitOverflow);
}
