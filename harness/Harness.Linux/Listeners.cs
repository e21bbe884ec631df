using Harness.Protocol.Counting;

namespace Harness.Linux;

/// <summary>Finds out whose sockets listen.</summary>
public static class Listeners
{
    /// <summary>
    /// Whether this process, or one that descends from it, holds every socket that listens on a port. One whose descriptors this user may
    /// not see counts as a stranger.
    /// </summary>
    /// <param name="port">At least one socket listens there.</param>
    public static bool AreOfThisProcess(int port)
    {
        using var dump = new SocketDump();
        HashSet<string> listening = [.. dump.InodesOf(SocketFilter.Listening([port])).Select(inode => $"socket:[{inode}]")];
        listening.ExceptWith(ProcessTree.Descendants().Prepend(ProcessTree.Self).SelectMany(Descriptors));
        return listening.Count == 0;
    }

    private static IReadOnlyList<string> Descriptors(string process) => ProcessTree.Try(
        () => Directory.GetFileSystemEntries($"/proc/{process}/fd")
            .Select(fd => File.ResolveLinkTarget(fd, returnFinalTarget: false)?.Name)
            .OfType<string>()
            .ToList(),
        []);
}
