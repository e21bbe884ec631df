using System.Globalization;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Launching;

/// <summary>
/// Joins the namespaces of a trial's nodes with veth pairs: one server and one client directly, or through the link's namespace
/// with a pair to each; more nodes on a bridge in the first server's namespace. Every node has its addresses in one network,
/// from which no route leads out.
/// </summary>
/// <param name="scenario">Its IP version, addresses and link.</param>
/// <param name="topology">How many nodes there are.</param>
/// <param name="right">How this user entered the namespaces.</param>
internal sealed class NamespaceWiring(Scenario scenario, Topology topology, NamespaceRight right)
{
    // A node's interface to the others; on the first server, with a bridge, that is the bridge.
    private const string Veth = "veth0";
    private const string Bridge = "bridge0";

    // The two ends of a pair must not have the same number: the kernel then takes its time, up to a second, to tell IPv6 that the pair is
    // connected (net/core/link_watch.c), and the first neighbour solicitation goes unanswered. The other end has the first that is free, 2.
    private const int FirstIndex = 100;

    // The link's ends, in its own namespace.
    private const string ToServer = "server";
    private const string ToClient = "client";

    private readonly NodeAddresses addresses = new(scenario.Ip);
    private bool HasBridge => topology.Servers + topology.Clients > 2;

    /// <param name="agents">The servers, the clients, and the link when there is one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MachineException">They cannot be joined.</exception>
    public async Task<NodeSet> JoinAsync(IReadOnlyList<AgentProcess> agents, CancellationToken cancellationToken)
    {
        var servers = agents.Take(topology.Servers).Select((a, i) => NodeOf(a, Tier.Server, i)).ToList();
        var clients = agents.Skip(topology.Servers).Take(topology.Clients).Select((a, i) => NodeOf(a, Tier.Client, i)).ToList();
        var relay = scenario.Link is null ? null : agents[^1];
        if (relay is not null)
        {
            await WireThroughAsync(relay, agents[0], agents[1], cancellationToken);
        }

        // The first server first: it makes the others' interfaces.
        await IpAsync(agents[0], right, (relay is null ? Wires(agents) : "") + Up(servers[0]), cancellationToken);
        await Task.WhenAll(agents.Zip(servers.Concat(clients)).Skip(1).Select(a =>
            IpAsync(a.First, right, Up(a.Second), cancellationToken)));
        return new NodeSet(servers, clients, relay is null ? null : Node.Of(relay, []));
    }

    /// <summary>Runs ip(8) in an agent's network namespace.</summary>
    /// <exception cref="MachineException">It failed, or is missing.</exception>
    public static async Task IpAsync(AgentProcess agent, NamespaceRight right, string batch, CancellationToken cancellationToken)
    {
        string[] user = right == NamespaceRight.Direct ? [] : ["--user", "--preserve-credentials"];
        var result = await Tool.RunAsync(
            ["nsenter", "--target", $"{agent.Pid}", .. user, "--net", "--", "ip", "-batch", "-"], batch, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new MachineException(result.ExitCode == 127 || result.Error.Contains("No such file", StringComparison.Ordinal)
                ? $"ip(8) or nsenter(1) is missing ({result.Error}): install the packages iproute2 and util-linux"
                : $"the namespaces could not be joined: {result.Error}");
        }
    }

    private Node NodeOf(AgentProcess agent, Tier tier, int index)
    {
        var count = tier == Tier.Server ? scenario.Server.Addresses : scenario.Clients.Max(c => c.Source.Addresses);
        var leadsOut = HasBridge && tier == Tier.Server && index == 0 ? Bridge : Veth;
        return Node.Of(agent, [.. Enumerable.Range(0, count).Select(n => addresses.Of(tier, index, n))], leadsOut);
    }

    // All from the first server's namespace.
    private string Wires(IReadOnlyList<AgentProcess> agents) => HasBridge
        ? $"link add name {Bridge} type bridge mcast_snooping 0\n" + string.Concat(agents.Skip(1).Select((agent, i) =>
            $"link add name port{i} index {FirstIndex + i} type veth peer name {Veth} netns {agent.Pid}\n"
            + $"link set port{i} master {Bridge}\nlink set port{i} up\n"))
        : $"link add name {Veth} index {FirstIndex} type veth peer name {Veth} netns {agents[1].Pid}\n";

    private async Task WireThroughAsync(AgentProcess relay, AgentProcess server, AgentProcess client, CancellationToken cancellationToken)
    {
        if (HasBridge)
        {
            throw new NotSupportedException("a link joins one server and one client");
        }

        await IpAsync(relay, right, End(ToServer, server, 0) + End(ToClient, client, 1), cancellationToken);

        // It passes on from the first frame: the other interfaces are still down.
        var link = scenario.Link!;
        var relaying = new AgentCommand.Relay(ToServer, ToClient, link.Rtt / 2, link.Mtu, link.Rules);
        await relay.Channel.AskAsync<AgentReport.Relaying>(relaying, cancellationToken);

        // Without an address of its own the link says nothing itself.
        string End(string name, AgentProcess end, int number) =>
            string.Create(CultureInfo.InvariantCulture, $"link add name {name} index {FirstIndex + number} mtu {scenario.Link!.Mtu} ")
            + $"type veth peer name {Veth} "
            + string.Create(CultureInfo.InvariantCulture, $"mtu {scenario.Link.Mtu} netns {end.Pid}\n")
            + (Directory.Exists("/proc/sys/net/ipv6") ? $"link set {name} addrgenmode none\n" : "")
            + $"link set {name} up\n";
    }

    // nodad: an IPv6 address is to be usable at once; there is nobody else on this network.
    private string Up(Node node)
    {
        var dad = scenario.Ip == IpVersion.V6 ? " nodad" : "";
        return string.Concat(node.Addresses.Select(address => string.Create(
                CultureInfo.InvariantCulture, $"address add {address}/{addresses.Prefix} dev {node.Interface}{dad}\n")))
            + $"link set lo up\nlink set {node.Interface} up\n";
    }
}
