using Harness.Analysis.Results;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Harness.Scenarios.Hosts;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Launching;

/// <summary>Puts each node on the host that an inventory names for it, and changes nothing there.</summary>
/// <param name="inventory">The hosts, and how to reach them.</param>
/// <param name="program">What plays the agents.</param>
public sealed class HostLauncher(HostInventory inventory, HostProgram program) : ILauncher
{
    private static readonly TimeSpan CopyWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RemoveWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    /// <summary>Is told which hosts are still waited for: a scheduler may have other work to do first.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>The hosts of a tier, as the inventory names them.</summary>
    public IReadOnlyList<HostOptions> Of(Tier tier) => tier == Tier.Server ? inventory.Servers : inventory.Clients;

    /// <inheritdoc/>
    public async Task<NodeSet> LaunchAsync(Scenario scenario, Topology topology, CancellationToken cancellationToken)
    {
        HostPlace[] places = [.. Places(scenario)];
        Task<Heartbeat>[] starts = [.. places.Select(p => StartAsync(p, cancellationToken))];
        _ = TellOfAsync(places, starts);
        var agents = await AgentStarts.StartAllAsync(starts);
        try
        {
            var found = await Task.WhenAll(agents.Zip(places, (a, p) => ExamineAsync(a.Agent, p, scenario.Ip, cancellationToken)));
            HostEntry[] hosts = [.. found.Select(f => f.Entry)];
            RequireOneProgram(hosts);
            RequireOnePartEach(hosts);
            Node[] nodes = [.. agents.Zip(hosts, (a, h) => new Node(a.Agent.Channel, [h.Address], a.Agent.Death, a) { Host = h })];
            string[] unconfined =
                [.. places.Zip(found).Where(h => h.First.HasProgram && !h.Second.IsConfined).Select(h => h.First.Host.Name)];
            return new NodeSet(nodes[..inventory.Servers.Count], nodes[inventory.Servers.Count..])
            {
                Unconfined = unconfined.Length > 0 ? $"unshare(1) could not on {string.Join(", ", unconfined)}" : null,
            };
        }
        catch
        {
            await Task.WhenAll(agents.Select(a => a.DisposeAsync().AsTask()));
            throw;
        }
    }

    /// <summary>Looks at every host, also when some cannot be reached.</summary>
    /// <returns>What each is, or why nobody knows, the servers first.</returns>
    public async Task<IReadOnlyList<(HostOptions Host, HostEntry? Found, string? WhyNot)>> ExamineAsync(
        IpVersion ip, CancellationToken cancellationToken) =>
        await Task.WhenAll(Places(scenario: null).Select(async place =>
        {
            try
            {
                await using var started = await StartAsync(place, cancellationToken);
                return (place.Host, (await ExamineAsync(started.Agent, place, ip, cancellationToken)).Entry, (string?)null);
            }
            catch (Exception e) when (e is MachineException or AgentException)
            {
                return (place.Host, (HostEntry?)null, (string?)e.Message);
            }
        }));

    /// <summary>Takes the copied agents away from every host, those of other versions too.</summary>
    /// <returns>Of each host, why it could not be done; null where nothing is left.</returns>
    public async Task<IReadOnlyList<(HostOptions Host, string? WhyNot)>> RemoveCopiesAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Places(scenario: null).Select(async place =>
        {
            var command = HostCommand.Of(inventory.Launch, place.Host, HostProgram.RemoveCopies);
            var removed = await Tool.RunAsync(command, [], RemoveWithin, cancellationToken);
            return (place.Host, removed.ExitCode == 0 ? null : $"exit code {removed.ExitCode}: {removed.Error}");
        }));

    /// <summary>Looks at every host.</summary>
    /// <exception cref="MachineException">One cannot take part.</exception>
    public async Task<IReadOnlyList<HostEntry>> RequireAllAsync(IpVersion ip, CancellationToken cancellationToken) =>
    [
        .. (await ExamineAsync(ip, cancellationToken)).Select(h => h.Found ?? throw new MachineException(h.WhyNot!)),
    ];

    private async Task TellOfAsync(HostPlace[] places, Task<Heartbeat>[] starts)
    {
        var (all, waited) = (Task.WhenAll(starts), TimeSpan.Zero);
        while (await Task.WhenAny(all, Task.Delay(TellEvery)) != all)
        {
            waited += TellEvery;
            string[] missing = [.. places.Zip(starts).Where(s => !s.Second.IsCompleted).Select(s => s.First.Host.Name)];
            Tell?.Invoke($"waiting for the agents on {string.Join(", ", missing)} ({waited.TotalSeconds:0} s)");
        }
    }

    private IEnumerable<HostPlace> Places(Scenario? scenario) =>
    [
        .. inventory.Servers.Select((h, i) => new HostPlace(Tier.Server, NodeId.Of(Tier.Server, i, inventory.Servers.Count), h, scenario)),
        .. inventory.Clients.Select((h, i) => new HostPlace(Tier.Client, NodeId.Of(Tier.Client, i, inventory.Clients.Count), h, scenario)),
    ];

    private async Task<Heartbeat> StartAsync(HostPlace place, CancellationToken cancellationToken)
    {
        var command = HostCommand.Of(inventory.Launch, place.Host, place.HasProgram ? program.StartConfined : program.Start);
        try
        {
            return await OnceAsync();
        }
        catch (MachineException e) when (e.ExitCode == HostProgram.Missing && program.Copied is { } file)
        {
            await CopyAsync(file, place.Host, cancellationToken);
            return await OnceAsync();
        }

        async Task<Heartbeat> OnceAsync() =>
            new(await AgentProcess.StartAsync(place.Id, command, cancellationToken, place.Host.Name));
    }

    private async Task CopyAsync(string file, HostOptions host, CancellationToken cancellationToken)
    {
        var command = HostCommand.Of(inventory.Launch, host, program.Copy);
        var copied = await Tool.RunAsync(command, await File.ReadAllBytesAsync(file, cancellationToken), CopyWithin, cancellationToken);
        if (copied.ExitCode != 0)
        {
            throw new MachineException(
                $"the agent could not be copied to {host.Name}, exit code {copied.ExitCode}: {copied.Error}\n"
                + "Install the program there and name its path in the inventory: 'program: /opt/harness/harness'.");
        }
    }

    private static async Task<(HostEntry Entry, bool IsConfined)> ExamineAsync(
        AgentProcess agent, HostPlace place, IpVersion ip, CancellationToken cancellationToken)
    {
        try
        {
            var (channel, host) = (agent.Channel, place.Host);
            var found = await channel.AskAsync<AgentReport.Examined>(
                new AgentCommand.Examine(host.Reached, ip, place.Programs, place.Settings), cancellationToken);
            place.RequireAll(found);
            var entry = new HostEntry(
                channel.Node.Name,
                place.Tier.Word(),
                host.Name,
                found.Address,
                host.Weight,
                found.Machine,
                channel.Hello.Build,
                found.Program,
                Math.Round(channel.Clock.Nanoseconds / 1e3, 1),
                channel.Clock.Error is { } error ? Math.Round(error / 1e3, 1) : null);
            return (entry, found.IsConfined);
        }
        catch (MachineException e)
        {
            throw new MachineException($"{place.Host.Name}: {e.Message}");
        }
    }

    // Two names may be one host's, which the inventory cannot tell.
    private static void RequireOnePartEach(IReadOnlyList<HostEntry> hosts)
    {
        if (hosts.GroupBy(h => h.Address, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
        {
            throw new MachineException(
                $"{string.Join(" and ", same.Select(h => h.Host))} are one host: both have the address {same.Key}. "
                + "Each host plays one part");
        }
    }

    private static void RequireOneProgram(IReadOnlyList<HostEntry> hosts)
    {
        const int digits = 12;
        var programs = hosts.GroupBy(h => h.Program, StringComparer.Ordinal).ToList();
        if (programs.Count > 1)
        {
            var found = programs.Select(p =>
                $"{p.First().Build.ToString().ToLowerInvariant()} agent {p.Key[..digits]} on {string.Join(", ", p.Select(h => h.Host))}");
            throw new MachineException(
                $"the hosts have different programs: {string.Join("; ", found)}. Install one on all of them, or leave 'program' out of "
                + "the inventory to have this machine's copied");
        }
    }
}
