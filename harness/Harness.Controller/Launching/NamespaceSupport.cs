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
    /// <summary>Tries unshare(1), first directly, then through a user namespace.</summary>
    public static async Task<NamespaceSupport> FindAsync(CancellationToken cancellationToken)
    {
        var direct = await Tool.RunAsync(["unshare", "--net", "--", "true"], "", cancellationToken);
        if (direct.ExitCode == 0)
        {
            return new NamespaceSupport(NamespaceRight.Direct, "");
        }

        if (direct.ExitCode == 127)
        {
            return new NamespaceSupport(NamespaceRight.None, $"unshare(1) is missing ({direct.Error}): install the package util-linux");
        }

        var user = await Tool.RunAsync(["unshare", "--user", "--map-root-user", "--net", "--", "true"], "", cancellationToken);
        return user.ExitCode == 0
            ? new NamespaceSupport(NamespaceRight.ThroughUserNamespace, "")
            : new NamespaceSupport(NamespaceRight.None, $"{user.Error}. {Advice()}");
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
