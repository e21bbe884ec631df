using System.Globalization;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// The processes that descend from this one, as proc(5) shows them: by their numbers in the PID namespace that /proc is of.
/// </summary>
public static class ProcessTree
{
    /// <summary>This process's number there.</summary>
    internal static string Self => File.ResolveLinkTarget("/proc/self", returnFinalTarget: false)!.Name;

    /// <summary>
    /// Sends SIGKILL to all of them, and waits for nothing. Where /proc is of another PID namespace than this process is, it does nothing:
    /// a namespace's processes end with its first one.
    /// </summary>
    public static void Kill()
    {
        if (Self == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        {
            foreach (var process in Descendants())
            {
                Terminate.Send(int.Parse(process, CultureInfo.InvariantCulture), Libc.SIGKILL);
            }
        }
    }

    /// <summary>Those that there are now, parents before their children.</summary>
    internal static IReadOnlyList<string> Descendants()
    {
        var children = Directory.GetDirectories("/proc")
            .Select(d => Path.GetFileName(d))
            .Where(name => char.IsAsciiDigit(name[0]))
            .ToLookup(ParentOf, StringComparer.Ordinal);
        List<string> found = [.. children[Self]];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i]]);
        }

        return found;
    }

    /// <summary>What is read of processes, which end while they are looked at, or may not be looked at.</summary>
    internal static T Try<T>(Func<T> read, T otherwise)
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

    // proc_pid_stat(5): the command, in brackets, may have brackets and spaces itself; then come the state and the parent.
    private static string ParentOf(string process)
    {
        var stat = Try(() => File.ReadAllText($"/proc/{process}/stat"), "");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? fields[1] : "";
    }
}
