namespace Harness.Controller.Launching;

/// <summary>
/// What keeps a program on loopback from the other processes of the machine: its agent is the first process of a PID namespace, with
/// mounts and a /proc of its own. Only the network is the caller's. An ordinary user stays who he is, in a user namespace.
/// </summary>
/// <param name="Wrapper">Begins the command that starts such an agent; empty where that cannot be had.</param>
/// <param name="WhyNot">What unshare(1) said; empty where it can.</param>
internal sealed record Confinement(IReadOnlyList<string> Wrapper, string WhyNot)
{
    /// <summary>What an agent's command may begin with, the better first.</summary>
    internal static readonly string[][] Ways =
    [
        ["unshare", .. NamespaceSupport.OwnProcesses, NamespaceSupport.OwnProc],
        ["unshare", .. NamespaceSupport.OwnProcesses, NamespaceSupport.OwnProc, "--user", "--map-current-user"],
    ];

    /// <summary>Tries it, first directly, then through a user namespace.</summary>
    public static async Task<Confinement> FindAsync(CancellationToken cancellationToken)
    {
        var why = "";
        foreach (var way in Ways)
        {
            var tried = await Tool.RunAsync([.. way, "--", "true"], "", cancellationToken);
            if (tried.ExitCode == 0)
            {
                return new([.. way, "--"], "");
            }

            why = tried.Error;
        }

        return new([], why);
    }
}
