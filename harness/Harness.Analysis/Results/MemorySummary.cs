namespace Harness.Analysis.Results;

/// <summary>
/// What the kernel took for the TIME_WAITs that a trial held: by how much its memory grew from the start of the load until all was settled.
/// </summary>
public sealed record MemorySummary
{
    /// <summary>TIME_WAITs and FIN_WAIT2 minisockets of the server when all was settled.</summary>
    public long HeldByServer { get; init; }

    /// <summary>Those of the client.</summary>
    public long HeldByClient { get; init; }

    /// <summary>By how much the caches grew, in whole pages.</summary>
    public long Bytes { get; init; }

    /// <summary>That, for each one held on either side.</summary>
    public double BytesPerTimeWait { get; init; }

    /// <summary>
    /// <c>slabinfo</c>: the caches below, which only root may read; <c>meminfo</c>: all that the kernel has in slabs, whatever it is for.
    /// </summary>
    public string Source { get; init; } = "";

    /// <summary>The caches that it went to; empty when only their sum is known.</summary>
    public IReadOnlyList<CacheGrowth> Caches { get; init; } = [];
}

/// <summary>
/// One cache of kernel objects. The kernel keeps caches of objects of one size together and shows them under one of their names.
/// </summary>
/// <param name="Holds">What a TIME_WAIT keeps there.</param>
/// <param name="Name">Its name in /proc/slabinfo.</param>
/// <param name="ObjectBytes">What one object takes.</param>
/// <param name="Objects">By how many it grew, those of others that share the cache included.</param>
/// <param name="Bytes">By how many bytes, in whole pages.</param>
public sealed record CacheGrowth(string Holds, string Name, int ObjectBytes, long Objects, long Bytes);
