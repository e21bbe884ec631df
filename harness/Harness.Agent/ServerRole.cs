using Harness.Model.Agents;
using Harness.Model.Counting;
using Harness.Servers;

namespace Harness.Agent;

/// <summary>A built-in test server as a role.</summary>
internal sealed class ServerRole(ITestServer server) : IRole
{
    public ConnectionTally Tally() => server.Tally();

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
