namespace Harness.Controller.Launching;

/// <summary>How this user may make network namespaces on this machine.</summary>
public enum NamespaceRight
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Through a user namespace, as an ordinary user may on most machines.</summary>
    ThroughUserNamespace,

    /// <summary>Directly: with CAP_SYS_ADMIN.</summary>
    Direct,
}

/// <summary>Finds out, by trying, how this user may make network namespaces.</summary>
/// <param name="Right">How.</param>
/// <param name="Reason">Why not, when not: what unshare(1) said, and what to do.</param>
public sealed record NamespaceSupport(NamespaceRight Right, string Reason)
{
    /// <summary>
    /// A PID namespace ends all of its processes with its first one, the agent: what a tool forks cannot stay behind. A mount namespace
    /// lets an agent have files that no disk sees.
    /// </summary>
    internal static readonly string[] OwnProcesses = ["--pid", "--mount", "--fork", "--kill-child"];

    /// <summary>A /proc of the PID namespace, so that what is in it sees no other process.</summary>
    internal const string OwnProc = "--mount-proc";

    /// <summary>Makes a user namespace in which this user may do the rest.</summary>
    internal static readonly string[] UserNamespace = ["--user", "--map-root-user"];

    /// <summary>Whether agents have a /proc of their own; a container that hides parts of its own does not let them.</summary>
    public bool HasOwnProc { get; init; } = true;

    /// <summary>What unshare(1) is told, besides the network.</summary>
    internal IEnumerable<string> Processes => HasOwnProc ? [.. OwnProcesses, OwnProc] : OwnProcesses;

    /// <summary>Tries unshare(1), first directly, then through a user namespace; each with a /proc of its own, then without.</summary>
    public static async Task<NamespaceSupport> FindAsync(CancellationToken cancellationToken)
    {
        var error = "";
        foreach (var (right, user) in new[] { (NamespaceRight.Direct, []), (NamespaceRight.ThroughUserNamespace, UserNamespace) })
        {
            foreach (var hasOwnProc in new[] { true, false })
            {
                var support = new NamespaceSupport(right, "") { HasOwnProc = hasOwnProc };
                var tried = await Tool.RunAsync(["unshare", "--net", .. support.Processes, .. user, "--", "true"], "", cancellationToken);
                if (tried.ExitCode == 0)
                {
                    return support;
                }

                if (tried.ExitCode == 127)
                {
                    return new NamespaceSupport(
                        NamespaceRight.None, $"unshare(1) cannot be run ({tried.Error}): is the package util-linux installed?");
                }

                error = tried.Error;
            }
        }

        return new NamespaceSupport(NamespaceRight.None, $"{error}. {Advice()}");
    }

    private static string Advice()
    {
        if (Read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
        {
            return "AppArmor restricts user namespaces here (Ubuntu 23.10 and later): run it with sudo";
        }

        if (Read("/proc/sys/kernel/unprivileged_userns_clone") == "0" || Read("/proc/sys/user/max_user_namespaces") == "0")
        {
            return "User namespaces are switched off here "
                + "(kernel.unprivileged_userns_clone or user.max_user_namespaces is 0): run it with sudo";
        }

        return "In a container it needs the capabilities SYS_ADMIN and NET_ADMIN (docker run --cap-add SYS_ADMIN --cap-add NET_ADMIN); "
            + "otherwise run it with sudo, or use 'network: loopback'";
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
