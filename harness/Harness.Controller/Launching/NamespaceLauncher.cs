using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>
/// Each side in a fresh network namespace, joined by a veth pair, with unshare(1), nsenter(1) and ip(8). A link is an agent in a third namespace
/// between the two, with a veth pair to each.
/// The namespaces belong to the agents' processes and have no name anywhere, so nothing is left behind, whatever is killed.
/// </summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class NamespaceLauncher(IReadOnlyList<string> agent) : ILauncher
{
    // RFC 2544 and RFC 5180 set these networks aside for benchmarks between two hosts; no route leads out of the namespaces.
    // The first address of each side; where a side has more, those are the numbered ones.
    private static readonly Network V4 = new("198.18.0.1", "198.18.0.2", n => $"198.18.1.{n}", n => $"198.18.2.{n}", 16);
    private static readonly Network V6 = new("2001:2::1", "2001:2::2", n => $"2001:2::1:{n:x}", n => $"2001:2::2:{n:x}", 64);

    // A PID namespace ends all of its processes with its first one, the agent: what a tool forks cannot stay behind. A mount namespace
    // lets an agent have files that no disk sees.
    private static readonly string[] Fresh = ["unshare", "--net", "--pid", "--mount", "--fork", "--kill-child"];

    private const string Veth = "veth0";

    // The link's ends, in its own namespace.
    private const string ToServer = "server";
    private const string ToClient = "client";

    private readonly Lazy<Task<NamespaceSupport>> support = new(() => NamespaceSupport.FindAsync(CancellationToken.None));

    /// <inheritdoc/>
    public async Task<AgentPair> LaunchAsync(Scenario scenario, Action<AgentReport> stream, CancellationToken cancellationToken)
    {
        var found = await support.Value;
        if (found.Right == NamespaceRight.None)
        {
            throw new MachineException($"network namespaces cannot be made here: {found.Reason}");
        }

        if (scenario.Network == NetworkKind.OneNamespace)
        {
            return await LaunchInOneAsync(scenario.Ip, found.Right, stream, cancellationToken);
        }

        var agents = found.Right == NamespaceRight.Direct
            ? await StartDirectAsync(scenario.Link is not null, stream, cancellationToken)
            : await StartInUserNamespaceAsync(scenario.Link is not null, stream, cancellationToken);
        var network = scenario.Ip == IpVersion.V6 ? V6 : V4;
        var pair = new AgentPair(agents[0], agents[1], network.Servers(scenario.Server.Addresses), network.Clients(scenario.Client.Source.Addresses)) { Link = agents.ElementAtOrDefault(2), Interface = Veth };
        try
        {
            await JoinAsync(pair, network.Prefix, scenario.Link, found.Right, cancellationToken);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    // The server's agent makes the namespace, the client's enters it.
    private async Task<AgentPair> LaunchInOneAsync(IpVersion ip, NamespaceRight right, Action<AgentReport> stream, CancellationToken cancellationToken)
    {
        var isDirect = right == NamespaceRight.Direct;
        var server = await AgentProcess.StartAsync(Side.Server, [.. Fresh, .. isDirect ? Array.Empty<string>() : ["--user", "--map-root-user"], "--", .. agent], stream, cancellationToken);
        try
        {
            await IpAsync(server, right, "link set lo up\n", cancellationToken);
            string[] enter = ["nsenter", "--target", $"{server.Pid}", "--net", .. isDirect ? Array.Empty<string>() : ["--user", "--preserve-credentials"], "--"];
            var client = await AgentProcess.StartAsync(Side.Client, [.. enter, .. Fresh.Where(f => f != "--net"), "--", .. agent], stream, cancellationToken);
            string[] local = [LoopbackLauncher.Local(ip)];
            return new AgentPair(server, client, local, local);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <returns>The server's, the client's and, when asked for, the link's.</returns>
    private Task<AgentProcess[]> StartDirectAsync(bool hasLink, Action<AgentReport> stream, CancellationToken cancellationToken)
    {
        string[] command = [.. Fresh, "--", .. agent];
        return StartAsync(hasLink ? [Side.Server, Side.Client, null] : [Side.Server, Side.Client], command, stream, cancellationToken);
    }

    // One user namespace owns all network namespaces: only then may a veth pair join them. The server's agent makes it, the others enter it.
    private async Task<AgentProcess[]> StartInUserNamespaceAsync(bool hasLink, Action<AgentReport> stream, CancellationToken cancellationToken)
    {
        var server = await AgentProcess.StartAsync(Side.Server, [.. Fresh, "--user", "--map-root-user", "--", .. agent], stream, cancellationToken);
        try
        {
            string[] command = ["nsenter", "--target", $"{server.Pid}", "--user", "--preserve-credentials", "--", .. Fresh, "--", .. agent];
            return [server, .. await StartAsync(hasLink ? [Side.Client, null] : [Side.Client], command, stream, cancellationToken)];
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static Task<AgentProcess[]> StartAsync(Side?[] which, string[] command, Action<AgentReport> stream, CancellationToken cancellationToken) =>
        Together.StartAsync(which.Select(side => (Func<CancellationToken, Task<AgentProcess>>)(ct => AgentProcess.StartAsync(side, command, stream, ct))), cancellationToken);

    private static async Task JoinAsync(AgentPair pair, int prefix, LinkOptions? link, NamespaceRight right, CancellationToken cancellationToken)
    {
        var direct = link is null ? $"link add name {Veth} type veth peer name {Veth} netns {pair.Client.Pid}\n" : "";
        if (pair.Link is { } relay && link is not null)
        {
            await IpAsync(relay, right, End(ToServer, pair.Server) + End(ToClient, pair.Client), cancellationToken);
            // It passes on from the first frame: the sides' interfaces are still down.
            await relay.AskAsync<AgentReport.Relaying>(new AgentCommand.Relay(ToServer, ToClient, link.Rtt / 2), cancellationToken);
        }

        // nodad: an IPv6 address is to be usable at once; there is nobody else on this link.
        var nodad = pair.AddressOf(Side.Server).Contains(':') ? " nodad" : "";
        await IpAsync(pair.Server, right, direct + Up(pair.ServerAddresses), cancellationToken);
        await IpAsync(pair.Client, right, Up(pair.ClientAddresses), cancellationToken);

        string Up(IEnumerable<string> addresses) =>
            string.Concat(addresses.Select(address => $"address add {address}/{prefix} dev {Veth}{nodad}\n")) + $"link set lo up\nlink set {Veth} up\n";

        // Without an address of its own the link says nothing itself.
        static string End(string name, AgentProcess side) =>
            $"link add name {name} type veth peer name {Veth} netns {side.Pid}\n"
            + (Directory.Exists("/proc/sys/net/ipv6") ? $"link set {name} addrgenmode none\n" : "")
            + $"link set {name} up\n";
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

    private sealed record Network(string Server, string Client, Func<int, string> MoreOfServer, Func<int, string> MoreOfClient, int Prefix)
    {
        public IReadOnlyList<string> Servers(int count) => [Server, .. Enumerable.Range(1, count - 1).Select(MoreOfServer)];

        public IReadOnlyList<string> Clients(int count) => [Client, .. Enumerable.Range(1, count - 1).Select(MoreOfClient)];
    }
}
