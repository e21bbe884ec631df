using Harness.Agent.Captures;
using Harness.Agent.Roles;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent.Link;

/// <summary>The link between two tiers as a role: it has no connections of its own.</summary>
internal sealed class RelayRole(NodeContext node) : INodeRole, IDisposable
{
    private FrameRelay? relay;
    private FrameCapture? capture;

    public Task<AgentReport> Carry(AgentCommand command) => command switch
    {
        AgentCommand.Relay link => Task.FromResult<AgentReport>(Start(link)),
        AgentCommand.Capture => Task.FromResult<AgentReport>(Capture()),
        _ => throw NodeRoles.NotOf(this, command),
    };

    public ConnectionTally Tally() => new();

    public void Dispose() => relay?.Dispose();

    public RoleReport Report()
    {
        relay?.Stop();
        capture?.Stop();
        return new RoleReport { Link = relay?.Report() };
    }

    /// <exception cref="Linux.LinuxException">The interfaces are missing, or this kernel has no packet sockets.</exception>
    private AgentReport.Relaying Start(AgentCommand.Relay link)
    {
        relay = new FrameRelay(new LinkEnd(link.ServerInterface), new LinkEnd(link.ClientInterface), new FixedDelay(link.Delay));
        relay.Start();
        return new();
    }

    private AgentReport.Capturing Capture()
    {
        capture = new FrameCapture(LinkType.Ethernet, piece => node.Tell(new AgentReport.Captured(piece)), node.Delay);
        (relay ?? throw new InvalidOperationException("the link does not relay yet")).Capture(capture);
        return new();
    }
}
