using System.Diagnostics;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Servers;

namespace Harness.Agent;

/// <summary>A built-in test server as a role.</summary>
internal sealed class ServerRole(ITestServer server) : IRole
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    public ConnectionTally Tally() => server.Tally();

    /// <summary>Closes the listeners.</summary>
    public void StopListening() => server.StopListening();

    /// <summary>Listens again; a refusal is tried again for as long as asked.</summary>
    public AgentReport.ServerStarted ListenAgain(AgentCommand.StartServer how, IPreciseDelay delay, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        string? error;
        while ((error = server.ListenAgain(how.ReuseAddress)) is not null && Stopwatch.GetElapsedTime(began) < how.RetryFor && !stop.IsCancellationRequested)
        {
            delay.Until(Stopwatch.GetTimestamp() + (long)(BetweenAttempts.TotalSeconds * Stopwatch.Frequency));
        }

        return new(error, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    public RoleReport Report() => new()
    {
        Connections = server.Tally(),
        Closes = server.Closes(),
        Bytes = server.BytesWritten,
        CloseDelay = server.CloseDelay(),
        ThinkTime = server.ThinkTime(),
        Requests = server.Requests,
        FirstRequest = server.FirstRequest,
    };
}
