using System.Net;
using Harness.Clients;
using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Tcp;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;

namespace Harness.Agent.Roles;

/// <summary>The built-in clients as a role: one load, or several one after the other.</summary>
internal sealed class ClientRole(NodeContext node) : INodeRole
{
    // Replaced as a whole: the sampler reads it from its own thread.
    private IReadOnlyList<LoadGenerator> loads = [];
    private PortOccupancy? occupancy;

    public Task<AgentReport> Carry(AgentCommand command) =>
        command is AgentCommand.Load load ? RunAsync(load) : throw NodeRoles.NotOf(this, command);

    public ConnectionTally? Tally() => loads.Select(l => l.Tally()).Aggregate(new ConnectionTally(), (a, b) => a.And(b));

    public RoleReport Report() => loads.Count == 0 ? new() : new()
    {
        Connections = Tally(),
        Closes = loads.Select(l => l.Closes()).Aggregate(new CloseTally(), (a, b) => a.And(b)),
        Bytes = loads.Sum(l => l.BytesReceived),
        ForeignBytes = loads[0].ForeignBytes is null ? null : loads.Sum(l => l.ForeignBytes),
        AfterFirstFailurePerSecond = loads[^1].AfterFirstFailurePerSecond,
        Loads = loads.Where(l => l.As is not null)
            .GroupBy(l => l.As!, l => l.Report(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a.And(b)), StringComparer.Ordinal),
        Connect = Histogram.Merge(loads.Select(l => l.Connect())),
        Occupancy = occupancy?.Report(),
        Total = Histogram.Merge(loads.Select(l => l.Total())),
        Request = Histogram.Merge(loads.Select(l => l.Request())),
        Requests = loads.Sum(l => l.Request().Count),
        Continues = loads.Select(l => l.Continues).Aggregate((a, b) => a is null || b is null ? a ?? b : a.And(b)),
        Behind = Histogram.Merge(loads.Select(l => l.Behind())),
        Engine = loads[^1].Engine,
    };

    private async Task<AgentReport> RunAsync(AgentCommand.Load what)
    {
        // In one network the server's TIME_WAITs are counted with the client's; a second load begins with the ports of the first taken.
        // Ports that are given need not be of the range.
        var looksAtPorts = node.Network == NetworkKind.Namespaces && loads.Count == 0 && what.Client.Source.Port is null;
        occupancy = looksAtPorts ? PortOccupancy.Start(what) : occupancy;
        var connected = looksAtPorts && occupancy is not null ? occupancy.Connected : (Action<long>?)null;
        var rows = what.Rows ? new RowBatches(node.Tell) : null;
        var plan = new LoadPlan(what.Client, what.Steps, [.. what.ServerAddresses.Select(IPAddress.Parse)], what.ServerPorts)
        {
            Sources = [.. what.SourceAddresses.Select(IPAddress.Parse)],
            Share = what.Share,
            Seed = what.Seed,
            MarksBodies = what.MarksBodies,
            As = what.As,
            Earlier = (uint)loads.Sum(l => l.Tally() is var t ? t.Completed + t.Failed : 0),
            LocalPorts = PortRange.Parse(Sysctl.TryRead("ip_local_port_range")),
        };
        var generator = new LoadGenerator(
            node.Engines.Choose(what.Engine, plan, node.Scratch), node.Sockets, node.Delay, rows is null ? null : rows.Add, connected);
        loads = [.. loads, generator];
        var late = await LatenessAsync(what.At);
        var seconds = await generator.RunAsync(node.Stop);
        var ended = MonotonicClock.Now;
        rows?.Flush();
        return new AgentReport.LoadEnded(seconds, ended, late);
    }

    // Several nodes begin at an agreed moment; how much later this one does, it says.
    private async Task<long?> LatenessAsync(long? at)
    {
        if (at is not { } moment)
        {
            return null;
        }

        await node.Delay.UntilAsync(moment, node.Stop);
        await Task.Yield();
        return Math.Max(0, MonotonicClock.Now - moment);
    }
}
