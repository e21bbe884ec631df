using Harness.Agent.Captures;
using Harness.Agent.Hosts;
using Harness.Agent.Logging;
using Harness.Agent.Roles;
using Harness.Agent.Segments;
using Harness.Agent.States;
using Harness.Clients.Engines;
using Harness.Linux;
using Harness.Linux.Tcp;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Agent;

/// <summary>
/// One node: the namespace it stands in, the sampler that watches it, and the role it plays. It stands where its process was
/// started. Its commands come one after the other; only what a role does for long goes on beside the next.
/// </summary>
/// <param name="engines">The load engines that this program was built with, besides its own.</param>
/// <param name="tell">Takes what is reported unasked.</param>
/// <param name="leftOut">How much of that was left out, because too much waited to be read.</param>
/// <param name="isOnHost">Whether it takes part in runs on hosts only.</param>
internal sealed class AgentNode(
    IReadOnlyList<ILoadEngine> engines, Action<AgentReport> tell, Func<long> leftOut, bool isOnHost) : IDisposable
{
    private const int PartSize = 2000;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);

    private readonly ToldLog log = new(tell);
    private readonly PreciseDelay delay = new();
    private readonly EngineChoice engines = new(engines);
    private readonly Scratch scratch = new();
    private readonly CancellationTokenSource stop = new();
    private readonly LoadTargets targets = new(isOnHost);

    // Half of the processors are for the other end.
    private readonly TcpSockets sockets = new(threads: Math.Max(1, Environment.ProcessorCount / 2));
    private NetworkKind network;
    private byte[]? token;
    private ProofOffer? offer;
    private CounterMeaning meaning;
    private INodeRole? role;
    private SegmentWatch? segments;
    private SegmentCapture? capture;
    private HopTally? settled;
    private Sampler? sampler;
    private StateWatch? states;
    private Task<AgentReport>? longest;

    private Sampler Watcher => sampler ?? throw new InvalidOperationException("nobody watches yet");

    /// <summary>Carries out a command.</summary>
    /// <returns>Its answer.</returns>
    public Task<AgentReport> Carry(AgentCommand command) => command switch
    {
        AgentCommand.Examine examine => Task.FromResult<AgentReport>(Examine(examine)),
        AgentCommand.OfferProof offered => Task.FromResult<AgentReport>(OfferProof(offered)),
        AgentCommand.Prove servers => Task.FromResult<AgentReport>(Prove(servers)),
        AgentCommand.Prepare prepare => Task.FromResult<AgentReport>(Prepare(prepare)),
        AgentCommand.Set set => Task.FromResult<AgentReport>(Set(set)),
        AgentCommand.Watch watch => Task.FromResult<AgentReport>(Watch(watch)),
        AgentCommand.States asked => Task.FromResult<AgentReport>(states?.Of(asked.Connections) ?? new([], 0)),
        AgentCommand.TakeSample => Task.FromResult<AgentReport>(TakeSample()),
        AgentCommand.Finish => Task.FromResult<AgentReport>(Finish()),
        _ => CarryByRole(command),
    };

    /// <summary>Every socket of the node, in parts; the last one is marked.</summary>
    public IEnumerable<AgentReport.CensusPart> Census()
    {
        // What comes later are the closes of the other end's tear-down.
        settled = segments?.Tally();
        TellTheWitness();
        var found = Watcher.Census();
        var parts = found.Chunk(PartSize).DefaultIfEmpty([]).ToList();
        return parts.Index().Select(part => new AgentReport.CensusPart(
            [.. part.Item.Select(CensusLine.Format)],
            part.Index == parts.Count - 1));
    }

    /// <summary>Ends every process that a program has left, and takes away what it wrote.</summary>
    public void Clear()
    {
        Orphans.End(delay);
        scratch.Remove();
    }

    public void Dispose()
    {
        sampler?.Dispose();
        states?.Dispose();
        segments?.Dispose();
        capture?.Dispose();
        (role as IDisposable)?.Dispose();
        offer?.Dispose();
        stop.Dispose();
        delay.Dispose();
    }

    private Task<AgentReport> CarryByRole(AgentCommand command)
    {
        RequireAllowed(command);
        role ??= Begin(command);
        return longest = role.Carry(command);
    }

    // Whoever asks: no load goes to a stranger, and no network is changed that is not this agent's.
    private void RequireAllowed(AgentCommand command)
    {
        switch (command)
        {
            case AgentCommand.Load load:
                targets.Require(load);
                break;
            case AgentCommand.Relay:
                RequireOwnNetwork("relay frames");
                break;
            case AgentCommand.Listen:
                // From here on the server itself has the ports.
                offer?.Dispose();
                break;
        }
    }

    private void RequireOwnNetwork(string what)
    {
        if (!network.IsOwn() || !OwnNamespace.Is)
        {
            throw new HostException($"this agent has no network namespace of its own: it does not {what}");
        }
    }

    private static AgentReport.Examined Examine(AgentCommand.Examine what) => new(
        ThisMachine.Read(),
        $"{OwnAddress.Of(what.Name, what.Ip)}",
        ThisMachine.ProgramHash(),
        OwnNamespace.Is,
        ThisMachine.Lacks(what));

    private AgentReport.ProofOffered OfferProof(AgentCommand.OfferProof what)
    {
        offer = new(token ?? throw new HostException("this agent was given no token"), OwnAddress.Parse(what.Addresses), what.Ports);
        return new(offer.Ports);
    }

    private AgentReport.Proven Prove(AgentCommand.Prove servers)
    {
        targets.Prove(servers);
        return new();
    }

    private INodeRole Begin(AgentCommand command)
    {
        var begun = NodeRoles.Begin(command, new NodeContext
        {
            Network = network,
            Sockets = sockets,
            Delay = delay,
            Engines = engines,
            Scratch = () => scratch.Folder,
            Tell = tell,
            Stop = stop.Token,
            Log = log,
            Hop = Hop,
        });
        log.RoleBegins(begun.GetType().Name);
        return begun;
    }

    private AgentReport.Prepared Prepare(AgentCommand.Prepare prepare)
    {
        // Whoever asks: what other kinds of network allow would change this machine, or load it.
        if (isOnHost && prepare.Network != NetworkKind.Hosts)
        {
            throw new HostException($"this agent takes part in runs on hosts only, and the network is to be '{prepare.Network}'");
        }

        (network, token) = (prepare.Network, prepare.Token);
        targets.Begin(prepare);
        scratch.Give(prepare.Scratch);
        Set(new AgentCommand.Set(prepare.Sysctls));
        if (prepare.PlainInterface is { } plain)
        {
            RequireOwnNetwork("change an interface");
            Offloads.TurnOff(plain);
        }

        meaning = TimeWaitCounting.Find();
        Rehearsal.RunAsync(sockets, delay).GetAwaiter().GetResult();
        var descriptors = DescriptorLimit.Raise();
        log.Prepared(Environment.ProcessId, descriptors, meaning);
        return new(NodeFacts.Read(prepare.Address, descriptors, meaning));
    }

    private AgentReport.SettingsMade Set(AgentCommand.Set set)
    {
        if (set.Sysctls.Count > 0)
        {
            RequireOwnNetwork("change settings");
        }

        foreach (var (name, value) in set.Sysctls)
        {
            Sysctl.Set(name, value);
        }

        return new();
    }

    private AgentReport.Watching Watch(AgentCommand.Watch watch)
    {
        capture = watch.Witness ? new SegmentCapture(piece => tell(new AgentReport.Captured(piece)), delay) : null;
        segments = watch.Segments ? WatchSegments(watch.Hop, watch.Witness) : null;
        sampler = new Sampler(watch, new(network.IsAlone(), meaning, segments, () => role is null ? new() : role.Tally()), tell, delay);
        states = watch.StateChanges ? new StateWatch(watch, tell, delay) : null;
        sampler.Start();
        role?.Watched();
        log.Samples(watch.Every.TotalMilliseconds);
        return new();
    }

    private SegmentWatch? WatchSegments(HopEndPoints hop, bool keepsAll)
    {
        try
        {
            return new SegmentWatch(hop, keepsAll, delay);
        }
        catch (LinuxException e)
        {
            log.CannotWatchSegments(e.Message);
            return null;
        }
    }

    private void TellTheWitness()
    {
        if (capture is null)
        {
            return;
        }

        capture.Stop();
        foreach (var part in (segments?.Followed() ?? []).Chunk(PartSize))
        {
            tell(new AgentReport.Followed([.. part.Select(c => c.ToLine())]));
        }
    }

    // Null also where some were missed: then nothing is exact.
    private HopTally? Hop() => (settled ?? segments?.Tally()) is { Missed: 0 } tally ? tally : null;

    private AgentReport.SampleTaken TakeSample()
    {
        Watcher.TakeNow();
        return new();
    }

    private AgentReport.Finished Finish()
    {
        log.Finishes();

        // The runtime itself may need some from here on.
        DescriptorLimit.AllowAll();
        stop.Cancel();
        WaitForTheRole();
        sampler?.Stop();

        // Read before the role closes what is still open: those closes are the tear-down's, not the run's.
        var (cpuSeconds, maxRssBytes) = ResourceUsage.OfThisProcess();
        var hop = settled ?? segments?.Tally();
        var counters = sampler?.CountersGrown() ?? new Dictionary<string, long>(StringComparer.Ordinal);
        return new((role?.Report() ?? new()) with
        {
            Hop = hop,
            Counters = counters,
            Others = network == NetworkKind.Hosts ? sampler?.Others() : null,
            WitnessMissed = capture?.Stop(),
            SampleCost = sampler?.Cost ?? new(),
            TimeWaitLives = sampler?.Lives.TimeWait,
            FinWait2Lives = sampler?.Lives.FinWait2,
            CpuSeconds = cpuSeconds,
            MaxRssBytes = maxRssBytes,
            MessagesLeftOut = leftOut(),
        });
    }

    private void WaitForTheRole()
    {
        try
        {
            longest?.Wait(StopWithin);
        }
        catch (AggregateException)
        {
            // It failed, which its own answer has said.
        }
    }
}
