using System.Globalization;

namespace Harness.Controller.Machine;

/// <summary>The kernel's object caches, from slabinfo(5).</summary>
internal static class SlabInfo
{
    /// <summary>Bytes that one object of the cache <paramref name="name"/> takes; null when only root can read that, or the kernel has no such cache.</summary>
    public static int? ObjectSize(string name)
    {
        try
        {
            return ObjectSize(File.ReadLines("/proc/slabinfo"), name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not known, which the results say as null; nothing depends on it.
            return null;
        }
    }

    /// <summary>As above, of the file's lines: name, active objects, all objects, object size.</summary>
    public static int? ObjectSize(IEnumerable<string> lines, string name) => lines
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 3 && words[0] == name)
        .Select(words => int.TryParse(words[3], CultureInfo.InvariantCulture, out var size) ? size : (int?)null)
        .FirstOrDefault();
}
