using Harness.Analysis.Results;
using Harness.Controller.Machine;
using Harness.Reporting.Pages;

namespace Harness.Tests.Pure.Trials;

/// <summary>What the kernel takes for TIME_WAITs, from what /proc and the kernel's log say.</summary>
public sealed class MemoryTests
{
    private static readonly KernelMemory Before = Look(100, 50, slab: 1_000_000);

    [Fact]
    public void WithItsCaches_EachTimeWaitCostsWhatTheyGrew()
    {
        var memory = Look(20_100, 20_050, slab: 999).Since(Before, server: 0, client: 20_000)!;

        (memory.Source, memory.Bytes, memory.BytesPerTimeWait).ShouldBe(("slabinfo", 20_000 * (256 + 128), 384));
        memory.Caches.Select(c => (c.Name, c.ObjectBytes, c.Objects))
            .ShouldBe([("tw_sock_TCP", 256, 20_000), ("tcp_bind_bucket", 128, 20_000)]);
    }

    [Fact]
    public void ACacheThatHardlyGrew_IsLeftOut() =>
        Look(20_100, 60, slab: 0).Since(Before, server: 20_000, client: 0)!.Caches.ShouldHaveSingleItem().Name.ShouldBe("tw_sock_TCP");

    [Fact]
    public void WhereTheCachesAreForRootOnly_TheSumOfAllIsTaken_AndSaidSo()
    {
        var before = new KernelMemory(new Dictionary<string, SlabCache>(), 1_000_000);
        var memory = new KernelMemory(new Dictionary<string, SlabCache>(), 6_000_000).Since(before, server: 5000, client: 5000)!;

        (memory.Source, memory.Bytes, memory.BytesPerTimeWait, memory.Caches.Count).ShouldBe(("meminfo", 5_000_000, 500, 0));
        MemoryCard.Render(new TrialSummary { Memory = memory }).ToString().ShouldContain("/proc/meminfo");
    }

    [Fact]
    public void OfFewTimeWaits_NothingIsSaid()
    {
        Look(9_000, 9_000, slab: 0).Since(Before, server: 9_999, client: 0).ShouldBeNull();
        MemoryCard.Render(new TrialSummary()).ToString().ShouldBeEmpty();
    }

    [Fact]
    public void TheSumOfAllSlabs_IsALineOfMeminfo() =>
        KernelMemory.SlabBytes(["MemTotal:       24655736 kB", "Slab:             301236 kB", "SReclaimable:     100 kB"])
            .ShouldBe(301_236 * 1024);

    [Fact]
    public void TheTablesSizes_AreInTheKernelsLog()
    {
        const string Log =
            "[    0.340645] TCP established hash table entries: 262144 (order: 9, 2097152 bytes, linear)\n"
            + "[    0.344498] TCP bind hash table entries: 65536 (order: 9, 2097152 bytes, linear)\n";

        KernelTables.Parse(Log).ShouldBe(new KernelTables(262_144, 65_536));
        KernelTables.Parse("").ShouldBe(new KernelTables(null, null));
    }

    private static KernelMemory Look(long timeWaits, long ports, long slab) => new(
        new Dictionary<string, SlabCache>(StringComparer.Ordinal)
        {
            ["tw_sock_TCP"] = new("tw_sock_TCP", timeWaits, 256, timeWaits * 256),
            ["tcp_bind_bucket"] = new("tcp_bind_bucket", ports, 128, ports * 128),
        },
        slab);
}
