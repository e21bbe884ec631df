using System.Net;
using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Agent.Roles;

/// <summary>A built-in test server as a role.</summary>
internal sealed class ServerRole(NodeContext node) : INodeRole
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private TestServer? server;
    private int descriptors;

    public Task<AgentReport> Carry(AgentCommand command) => command switch
    {
        AgentCommand.Listen listen => Task.FromResult<AgentReport>(Listen(listen)),
        AgentCommand.StopServer => Task.FromResult<AgentReport>(StopListening()),
        AgentCommand.StartServer start => Task.Run<AgentReport>(() => ListenAgain(start)),
        _ => throw NodeRoles.NotOf(this, command),
    };

    public void Watched()
    {
        if (descriptors > 0)
        {
            PoolThreads.Settle();
            DescriptorLimit.AllowMore(descriptors);
        }
    }

    public ConnectionTally? Tally() => server?.Tally() ?? new();

    public RoleReport Report() => server is null ? new() : new()
    {
        Connections = server.Tally(),
        Closes = server.Closes(),
        Bytes = server.BytesWritten,
        ForeignBytes = server.ForeignBytes,
        CloseDelay = server.CloseDelay(),
        ThinkTime = server.ThinkTime(),
        Requests = server.Requests,
        Faults = server.Faults,
        FirstRequest = server.FirstRequest,
    };

    private TestServer Server => server ?? throw new InvalidOperationException("the server was never started");

    private AgentReport.Listening Listen(AgentCommand.Listen listen)
    {
        server = TestServer.Start(
            listen.Server, [.. listen.Addresses.Select(IPAddress.Parse)], node.Sockets, node.Delay, listen.MarksBodies);
        if (!node.Network.IsAlone())
        {
            EarlierConnections.Refuse(server.Ports);
        }

        descriptors = listen.Server.Descriptors;
        return new(server.Ports);
    }

    private AgentReport.ServerStopped StopListening()
    {
        Server.StopListening();
        return new();
    }

    // A refusal is tried again for as long as asked.
    private AgentReport.ServerStarted ListenAgain(AgentCommand.StartServer how)
    {
        var began = MonotonicClock.Now;
        var until = began + (long)how.RetryFor.TotalNanoseconds;
        string? error;
        while ((error = Server.ListenAgain(how.ReuseAddress)) is not null
            && MonotonicClock.Now < until
            && !node.Stop.IsCancellationRequested)
        {
            node.Delay.Until(MonotonicClock.Now + (long)BetweenAttempts.TotalNanoseconds);
        }

        return new(error, MonotonicClock.Seconds(MonotonicClock.Now - began));
    }
}
