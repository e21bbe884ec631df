using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent.Link;

/// <summary>The link between the sides as a role: it has no connections of its own.</summary>
internal sealed class RelayRole : IRole
{
    private readonly FrameRelay relay;
    private FrameCapture? capture;

    private RelayRole(FrameRelay relay) => this.relay = relay;

    /// <summary>Starts to pass frames on.</summary>
    /// <exception cref="Linux.LinuxException">The interfaces are missing, or this kernel has no packet sockets.</exception>
    public static RelayRole Start(AgentCommand.Relay command)
    {
        var role = new RelayRole(new FrameRelay(new LinkEnd(command.ServerInterface), new LinkEnd(command.ClientInterface), new FixedDelay(command.Delay)));
        role.relay.Start();
        return role;
    }

    /// <summary>Keeps every frame from now on.</summary>
    public void Capture(Action<byte[]> take, IPreciseDelay delay) => relay.Capture(capture = new FrameCapture(take, delay));

    public ConnectionTally Tally() => new();

    public RoleReport Report()
    {
        relay.Stop();
        capture?.Stop();
        return new RoleReport { Link = relay.Report() };
    }
}
