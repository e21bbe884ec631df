namespace Harness.Tests.Kernel.Program;

/// <summary>Finds processes by what they inherit, also after their parent is gone.</summary>
internal static class ProcessTree
{
    /// <summary>Every process that has <paramref name="variable"/> (NAME=VALUE) in its environment.</summary>
    public static IReadOnlyList<int> With(string variable) => [.. Pids().Where(pid => Read(pid, "environ").Split('\0').Contains(variable))];

    /// <summary>What a process is called (proc(5), comm); empty when it has ended.</summary>
    public static string NameOf(int pid) => Read(pid, "comm").Trim();

    /// <summary>The agents of a run: below the unshare(1) that <paramref name="controller"/> started for each.</summary>
    public static IReadOnlyList<int> AgentsOf(int controller) =>
        [.. Pids().Where(pid => ParentOf(ParentOf(pid)) == controller && IsAgent(pid))];

    /// <summary>The harness that <paramref name="ancestor"/> started, directly or through a shell.</summary>
    public static int ProgramBelow(int ancestor) => Pids().First(pid =>
        NameOf(pid) == "harness" && !IsAgent(pid) && (ParentOf(pid) == ancestor || ParentOf(ParentOf(pid)) == ancestor));

    /// <summary>The ssh(1) or srun(1) that <paramref name="controller"/> has started for a host.</summary>
    public static int LauncherOf(int controller, string host) =>
        Pids().Single(pid => ParentOf(pid) == controller && Read(pid, "cmdline").Contains(host, StringComparison.Ordinal));

    /// <summary>The network namespaces that processes stand in.</summary>
    public static IReadOnlySet<string> NetworkNamespaces() => NetworkNamespaces(Pids());

    /// <summary>Those of some processes.</summary>
    public static IReadOnlySet<string> NetworkNamespaces(IEnumerable<int> pids) => pids
        .Select(pid => TryLink($"/proc/{pid}/ns/net"))
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    // The native agent, or the managed one: the harness with the word agent.
    private static bool IsAgent(int pid) =>
        NameOf(pid) == "harness-agent" || (NameOf(pid) == "harness" && Read(pid, "cmdline").Split('\0').Contains("agent"));

    private static IEnumerable<int> Pids() => Directory.GetDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => name!.All(char.IsAsciiDigit))
        .Select(name => int.Parse(name!, System.Globalization.CultureInfo.InvariantCulture));

    private static int ParentOf(int pid)
    {
        var stat = Read(pid, "stat");
        return stat.Length == 0
            ? 0
            : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    // A process may end while it is looked at.
    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? TryLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
