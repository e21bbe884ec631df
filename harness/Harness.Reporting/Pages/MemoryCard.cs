using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>What the kernel took for the TIME_WAITs.</summary>
internal static class MemoryCard
{
    /// <summary>Nothing where too few were held to tell.</summary>
    public static Html Render(TrialSummary trial) => trial.Memory is not { } memory ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>Memory and hash slots</h2>
        <p class="sub">{Sentences.Join(Taken(memory), Source(memory), Slots(memory, trial.Limits))}</p></div>
        {Caches(memory.Caches)}
        </section>
        """);

    private static Html Caches(IReadOnlyList<CacheGrowth> caches) => caches.Count == 0 ? Html.Empty : Table.Of(
        "Kernel caches that grew",
        ["kept in it", "cache", "#bytes each", "#objects more", "#memory more"],
        caches.Select(Row));

    private static string Taken(MemorySummary m) =>
        $"Holding {Format.Count(m.HeldByServer)} TIME_WAITs on the server and {Format.Count(m.HeldByClient)} on the client took "
        + $"{Format.Bytes(m.Bytes)} of kernel memory: {Format.Number(m.BytesPerTimeWait)} bytes each.";

    private static string Source(MemorySummary m) => m.Caches.Count > 0
        ? "By how much the caches of /proc/slabinfo grew, from before the load until all was settled."
        : "By how much all slabs together grew (/proc/meminfo), whatever they were for: /proc/slabinfo, which tells the caches apart, is for "
            + "root only.";

    private static string Slots(MemorySummary m, LimitSummary limits)
    {
        var held = m.HeldByServer + m.HeldByClient;
        return Sentences.Join(
            limits.EstablishedHashEntries is { } slots
                ? $"The hash table of connections has {Format.Count(slots)} slots for all namespaces together: "
                    + $"{Format.Number((double)held / slots)} of these TIME_WAITs in each."
                : "",
            limits.BindHashEntries is { } ports ? $"That of local ports has {Format.Count(ports)}." : "");
    }

    private static IReadOnlyList<Html> Row(CacheGrowth c) =>
    [
        Html.Of($"{c.Holds}"),
        Html.Of($"<code>{c.Name}</code>"),
        .. Table.Cells(c.ObjectBytes.ToString(), Format.Count(c.Objects), Format.Bytes(c.Bytes)),
    ];
}
