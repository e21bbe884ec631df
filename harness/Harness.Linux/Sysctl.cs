using System.Text;

namespace Harness.Linux;

/// <summary>
/// Kernel settings of the calling thread's network namespace. A name is a file below net.ipv4 or, where that has none, below
/// net.core: <c>tcp_tw_reuse</c>, <c>somaxconn</c>. <c>ipv4/</c> or <c>core/</c> before it says which: <c>core/somaxconn</c>.
/// </summary>
public static class Sysctl
{
    private static readonly string[] Folders = ["ipv4", "core"];

    /// <summary>Reads a setting.</summary>
    /// <returns>Its value with single spaces between its parts; null when this kernel or namespace has no such setting.</returns>
    public static string? TryRead(string name) => FileOf(name) is { } file ? Read(file) : null;

    /// <summary>Makes a setting and reads it back.</summary>
    /// <exception cref="SysctlException">It does not exist here, was refused, or did not take.</exception>
    public static void Set(string name, string value)
    {
        var file = FileOf(name) ?? throw new SysctlException(name, value, "this namespace has no such setting below net.ipv4 or net.core");
        string now;
        try
        {
            // Never creates: /proc would answer with a misleading error.
            using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            {
                stream.Write(Encoding.UTF8.GetBytes(value));
            }

            now = Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SysctlException(name, value, $"the kernel refused it: {e.Message}");
        }

        if (now != Normalise(value))
        {
            throw new SysctlException(name, value, $"it did not take: it is {now}");
        }
    }

    /// <summary>The same words with one space between them: the kernel separates with tabs.</summary>
    internal static string Normalise(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Read(string file) => Normalise(File.ReadAllText(file));

    private static string? FileOf(string name)
    {
        var parts = name.Split('/');
        // Nothing that could lead elsewhere gets into the path: what a name is, the scenario language says.
        return parts.Length <= 2 && !parts[^1].Contains('.')
            ? Folders.Where(folder => parts.Length == 1 || parts[0] == folder)
                .Select(folder => $"/proc/sys/net/{folder}/{parts[^1]}")
                .FirstOrDefault(File.Exists)
            : null;
    }
}
