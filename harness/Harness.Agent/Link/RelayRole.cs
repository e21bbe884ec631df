using Harness.Agent.Captures;
using Harness.Agent.Roles;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Sequences;

namespace Harness.Agent.Link;

/// <summary>The link between two tiers as a role: it has no connections of its own.</summary>
internal sealed class RelayRole(NodeContext node) : INodeRole, IDisposable
{
    private FrameRelay? relay;
    private FrameCapture? capture;
    private SegmentRules? rules;

    public Task<AgentReport> Carry(AgentCommand command) => command switch
    {
        AgentCommand.Relay link => Task.FromResult<AgentReport>(Start(link)),
        AgentCommand.ChangeRules change => Task.FromResult<AgentReport>(Change(change)),
        AgentCommand.Trace => Task.FromResult<AgentReport>(Trace()),
        AgentCommand.Capture => Task.FromResult<AgentReport>(Capture()),
        _ => throw NodeRoles.NotOf(this, command),
    };

    public ConnectionTally? Tally() => new();

    public void Dispose() => relay?.Dispose();

    public RoleReport Report()
    {
        relay?.Stop();
        capture?.Stop();
        return new RoleReport { Link = relay?.Report() is { } link ? link with { Rules = rules?.Report() ?? link.Rules } : null };
    }

    /// <exception cref="Linux.LinuxException">The interfaces are missing, or this kernel has no packet sockets.</exception>
    private AgentReport.Relaying Start(AgentCommand.Relay link)
    {
        var (queue, delay) = (new FrameQueue(FrameRelay.MostInFlight), new FixedDelay(link.Delay));
        rules = link.Rules.Count > 0 ? new SegmentRules(delay, link.Rules, queue) : null;
        relay = new FrameRelay(
            new LinkEnd(link.ServerInterface, link.Mtu), new LinkEnd(link.ClientInterface, link.Mtu), (ILinkRule?)rules ?? delay, queue);
        relay.Start();
        return new();
    }

    private AgentReport.RulesChanged Change(AgentCommand.ChangeRules change)
    {
        var (link, all) = (relay, rules);
        if (link is null || all is null)
        {
            throw new InvalidOperationException("the link has no rules");
        }

        link.Order(() =>
        {
            all.Arm(change.Arm, isArmed: true);
            all.Arm(change.Disarm, isArmed: false);
            all.Deliver(change.Deliver);
        });
        return new();
    }

    private AgentReport.Traced Trace()
    {
        IReadOnlyList<TracedConnection> traced = [];
        if (relay is { } link && rules is { } all)
        {
            link.Order(() => traced = all.Trace());
        }

        return new(traced);
    }

    private AgentReport.Capturing Capture()
    {
        capture = new FrameCapture(LinkType.Ethernet, piece => node.Tell(new AgentReport.Captured(piece)), node.Delay);
        (relay ?? throw new InvalidOperationException("the link does not relay yet")).Capture(capture);
        return new();
    }
}
