using System.Globalization;

namespace Harness.Controller.Machine;

/// <summary>The kernel's object caches, from slabinfo(5). The whole machine's: no namespace has its own.</summary>
internal static class SlabInfo
{
    private const string Links = "/sys/kernel/slab";

    /// <summary>
    /// Bytes that one object of the cache <paramref name="name"/> takes; null when only root can read that, or there is no such cache.
    /// </summary>
    public static int? ObjectSize(string name) => Read().GetValueOrDefault(name)?.ObjectBytes;

    /// <summary>All caches by name; empty when only root can read them.</summary>
    public static IReadOnlyDictionary<string, SlabCache> Read()
    {
        try
        {
            return Parse(File.ReadLines("/proc/slabinfo"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not known, which the results say; nothing depends on it.
            return new Dictionary<string, SlabCache>();
        }
    }

    /// <summary>
    /// Reads the lines of that file: name, active objects, all objects, object size, objects per slab, pages per slab, ...
    /// slabdata, active slabs, slabs.
    /// </summary>
    public static IReadOnlyDictionary<string, SlabCache> Parse(IEnumerable<string> lines)
    {
        var caches = new Dictionary<string, SlabCache>(StringComparer.Ordinal);
        var caching = lines.Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Contains("slabdata"));
        foreach (var words in caching)
        {
            var slabs = Number(words[Array.IndexOf(words, "slabdata") + 2]);
            var bytes = slabs * Number(words[5]) * Environment.SystemPageSize;
            caches[words[0]] = new(words[0], Number(words[1]), (int)Number(words[3]), bytes);
        }

        return caches;
    }

    /// <summary>
    /// The cache that holds the objects of <paramref name="name"/>. SLUB merges caches whose objects are alike and lists them
    /// under one name; in sysfs all their names are links to the same folder.
    /// </summary>
    /// <returns>Null when there is none.</returns>
    public static SlabCache? Find(IReadOnlyDictionary<string, SlabCache> caches, string name)
    {
        if (caches.TryGetValue(name, out var own))
        {
            return own;
        }

        var target = Target(name);
        return target is null ? null : caches.Values.FirstOrDefault(c => Target(c.Name) == target);
    }

    private static string? Target(string name) => new DirectoryInfo(Path.Combine(Links, name)).LinkTarget;

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}

/// <summary>One line of slabinfo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">In use; with SLUB those that a processor keeps ready are counted too.</param>
/// <param name="ObjectBytes">What one takes.</param>
/// <param name="Bytes">Pages that it has, in bytes.</param>
internal sealed record SlabCache(string Name, long Objects, int ObjectBytes, long Bytes);
