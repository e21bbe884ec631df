using System.Globalization;
using Harness.Analysis.Results;

namespace Harness.Controller.Machine;

/// <summary>The kernel's memory at one moment, as far as TIME_WAITs are kept in it.</summary>
/// <param name="caches">Its caches, by name; empty when they may not be read.</param>
/// <param name="slabBytes">All of them together.</param>
internal sealed class KernelMemory(IReadOnlyDictionary<string, SlabCache> caches, long slabBytes)
{
    // With fewer, what the processors keep ready of each cache hides what is looked for.
    private const long FewestHeld = 10_000;

    // A cache that grew by fewer than one object for a hundred of them is not theirs: IPv6's in a run over IPv4.
    private const long LeastShare = 100;

    // net/ipv4/tcp_ipv4.c, tcp_ipv6.c; inet_hashtables.c. The second of the bind tables is there since Linux 6.1.
    private static readonly (string Cache, string Holds)[] Kept =
    [
        ("tw_sock_TCP", "the TIME_WAIT itself"),
        ("tw_sock_TCPv6", "the TIME_WAIT itself (IPv6)"),
        ("tcp_bind_bucket", "an entry for its local port"),
        ("tcp_bind2_bucket", "one for its local port and address"),
    ];

    private readonly IReadOnlyDictionary<string, SlabCache> caches = caches;
    private readonly long slabBytes = slabBytes;

    public static KernelMemory Now() => new(SlabInfo.Read(), SlabBytes(File.ReadLines("/proc/meminfo")));

    /// <summary>What was taken since <paramref name="before"/>; null when too few TIME_WAITs are held to tell.</summary>
    /// <param name="before">An earlier look.</param>
    /// <param name="server">How many of them the server holds now.</param>
    /// <param name="client">How many the client does.</param>
    public MemorySummary? Since(KernelMemory before, long server, long client)
    {
        var held = server + client;
        if (held < FewestHeld)
        {
            return null;
        }

        var grown = Kept
            .Select(k => (k.Holds, Now: SlabInfo.Find(caches, k.Cache), Before: SlabInfo.Find(before.caches, k.Cache)))
            .Where(k => k is { Now: not null, Before: not null })
            .GroupBy(k => k.Now!.Name)
            .Select(g => new CacheGrowth(
                string.Join(", ", g.Select(k => k.Holds)),
                g.Key,
                g.First().Now!.ObjectBytes,
                g.First().Now!.Objects - g.First().Before!.Objects,
                g.First().Now!.Bytes - g.First().Before!.Bytes))
            .Where(c => c.Objects * LeastShare > held)
            .ToList();
        var bytes = grown.Count > 0 ? grown.Sum(c => c.Bytes) : slabBytes - before.slabBytes;
        return new()
        {
            HeldByServer = server,
            HeldByClient = client,
            Bytes = bytes,
            BytesPerTimeWait = Math.Round((double)bytes / held, 1),
            Source = grown.Count > 0 ? "slabinfo" : "meminfo",
            Caches = grown,
        };
    }

    /// <summary>Of the lines of meminfo, which everybody may read: <c>Slab:  123456 kB</c>.</summary>
    internal static long SlabBytes(IEnumerable<string> lines)
    {
        var slab = lines.First(l => l.StartsWith("Slab:", StringComparison.Ordinal));
        return long.Parse(slab.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
