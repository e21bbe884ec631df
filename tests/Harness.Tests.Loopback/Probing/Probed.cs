using System.Net;
using Harness.Clients.Probing;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Probing;

/// <summary>A server of ours and the probe that examines it.</summary>
internal static class Probed
{
    /// <summary>How long the probe waits where nothing comes.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    /// <summary>After which a test gives up.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static TestServer Start(
        ServerClose policy, ServerModel model = ServerModel.Pipelines, ConnectionHeader connection = ConnectionHeader.Close) =>
        TestServer.Start(
            new() { Model = model, Close = policy, Response = new() { Connection = connection } },
            [IPAddress.Loopback],
            TestSockets.All,
            new TestDelay());

    public static ServerProber Prober(TestServer server, TimeSpan? wait = null) => Prober(server.Ports[0], wait);

    public static ServerProber Prober(int port, TimeSpan? wait = null) =>
        new(TestSockets.All, new(IPAddress.Loopback, port), new($"http://127.0.0.1:{port}/"), wait ?? Wait);
}
