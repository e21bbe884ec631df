using Harness.Model;
using Harness.Model.Agents;
using Harness.Model.Scenarios;

namespace Harness.Controller.Launching;

/// <summary>
/// Each side in a fresh network namespace, joined by a veth pair, with unshare(1), nsenter(1) and ip(8).
/// The namespaces belong to the agents' processes and have no name anywhere, so nothing is left behind, whatever is killed.
/// </summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class NamespaceLauncher(IReadOnlyList<string> agent) : ILauncher
{
    // RFC 2544 and RFC 5180 set these networks aside for benchmarks between two hosts; no route leads out of the namespaces.
    private static readonly (string Server, string Client, int Prefix) V4 = ("198.18.0.1", "198.18.0.2", 30);
    private static readonly (string Server, string Client, int Prefix) V6 = ("2001:2::1", "2001:2::2", 126);

    // A PID namespace ends all of its processes with its first one, the agent: what a tool forks cannot stay behind. A mount namespace
    // lets an agent have files that no disk sees.
    private static readonly string[] Fresh = ["unshare", "--net", "--pid", "--mount", "--fork", "--kill-child"];

    private readonly Lazy<Task<NamespaceSupport>> support = new(() => NamespaceSupport.FindAsync(CancellationToken.None));

    /// <inheritdoc/>
    public async Task<AgentPair> LaunchAsync(Scenario scenario, Action<Side, AgentReport> stream, CancellationToken cancellationToken)
    {
        var found = await support.Value;
        if (found.Right == NamespaceRight.None)
        {
            throw new MachineException($"network namespaces cannot be made here: {found.Reason}");
        }

        var (server, client) = found.Right == NamespaceRight.Direct
            ? await StartDirectAsync(stream, cancellationToken)
            : await StartInUserNamespaceAsync(stream, cancellationToken);
        var pair = scenario.Ip == IpVersion.V6
            ? new AgentPair(server, client, V6.Server, V6.Client)
            : new AgentPair(server, client, V4.Server, V4.Client);
        try
        {
            await JoinAsync(pair, scenario.Ip == IpVersion.V6 ? V6.Prefix : V4.Prefix, found.Right, cancellationToken);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    private Task<(AgentProcess Server, AgentProcess Client)> StartDirectAsync(Action<Side, AgentReport> stream, CancellationToken cancellationToken)
    {
        string[] command = [.. Fresh, "--", .. agent];
        return BothSides.StartAsync(
            ct => AgentProcess.StartAsync(Side.Server, command, r => stream(Side.Server, r), ct),
            ct => AgentProcess.StartAsync(Side.Client, command, r => stream(Side.Client, r), ct),
            cancellationToken);
    }

    // One user namespace owns both network namespaces: only then may a veth pair join them. The server's agent makes it, the client's enters it.
    private async Task<(AgentProcess Server, AgentProcess Client)> StartInUserNamespaceAsync(Action<Side, AgentReport> stream, CancellationToken cancellationToken)
    {
        var server = await AgentProcess.StartAsync(Side.Server, [.. Fresh, "--user", "--map-root-user", "--", .. agent], r => stream(Side.Server, r), cancellationToken);
        try
        {
            string[] command = ["nsenter", "--target", $"{server.Pid}", "--user", "--preserve-credentials", "--", .. Fresh, "--", .. agent];
            return (server, await AgentProcess.StartAsync(Side.Client, command, r => stream(Side.Client, r), cancellationToken));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task JoinAsync(AgentPair pair, int prefix, NamespaceRight right, CancellationToken cancellationToken)
    {
        // nodad: an IPv6 address is to be usable at once; there is nobody else on this link.
        var nodad = pair.ServerAddress.Contains(':') ? " nodad" : "";
        await IpAsync(pair.Server, right, $"link add name veth0 type veth peer name veth0 netns {pair.Client.Pid}\n{Up(pair.ServerAddress)}", cancellationToken);
        await IpAsync(pair.Client, right, Up(pair.ClientAddress), cancellationToken);

        string Up(string address) => $"address add {address}/{prefix} dev veth0{nodad}\nlink set lo up\nlink set veth0 up\n";
    }

    private static async Task IpAsync(AgentProcess side, NamespaceRight right, string batch, CancellationToken cancellationToken)
    {
        string[] user = right == NamespaceRight.Direct ? [] : ["--user", "--preserve-credentials"];
        var result = await Tool.RunAsync(["nsenter", "--target", $"{side.Pid}", .. user, "--net", "--", "ip", "-batch", "-"], batch, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new MachineException(result.ExitCode == 127 || result.Error.Contains("No such file", StringComparison.Ordinal)
                ? $"ip(8) or nsenter(1) is missing ({result.Error}): install the packages iproute2 and util-linux"
                : $"the namespaces could not be joined: {result.Error}");
        }
    }
}
