using Harness.Protocol.Counting;

namespace Harness.Linux;

/// <summary>Finds out whose sockets listen.</summary>
public static class Listeners
{
    /// <summary>
    /// Whether this process or one that it, or a child of it, has started holds every socket that listens on a port. One whose descriptors
    /// this user may not see counts as a stranger.
    /// </summary>
    /// <param name="port">At least one socket listens there.</param>
    public static bool AreOfThisProcess(int port)
    {
        using var dump = new SocketDump();
        HashSet<string> listening = [.. dump.InodesOf(SocketFilter.Listening([port])).Select(inode => $"socket:[{inode}]")];
        listening.ExceptWith(Descendants().SelectMany(Descriptors));
        return listening.Count == 0;
    }

    // In the numbers of the PID namespace that /proc is of.
    private static IEnumerable<string> Descendants()
    {
        var children = Directory.GetDirectories("/proc")
            .Select(d => Path.GetFileName(d))
            .Where(name => char.IsAsciiDigit(name[0]))
            .ToLookup(ParentOf, StringComparer.Ordinal);
        var found = new Queue<string>([Path.GetFileName(File.ResolveLinkTarget("/proc/self", returnFinalTarget: false)!.FullName)]);
        while (found.TryDequeue(out var process))
        {
            yield return process;
            foreach (var child in children[process])
            {
                found.Enqueue(child);
            }
        }
    }

    // proc_pid_stat(5): the command, in brackets, may have brackets and spaces itself; then come the state and the parent.
    private static string ParentOf(string process)
    {
        var stat = Try(() => File.ReadAllText($"/proc/{process}/stat"), "");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? fields[1] : "";
    }

    private static IReadOnlyList<string> Descriptors(string process) => Try(
        () => Directory.GetFileSystemEntries($"/proc/{process}/fd").Select(fd => File.ResolveLinkTarget(fd, returnFinalTarget: false))
            .OfType<FileSystemInfo>()
            .Select(target => target.Name)
            .ToList(),
        []);

    // Processes and descriptors end while they are looked at.
    private static T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
