using System.Net;
using Harness.Clients;
using Harness.Protocol.Contracts;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Agent;

/// <summary>
/// Lets a server and clients of this process meet before anything is counted or timed. .NET takes milliseconds when code is
/// first used; without this, the first connections of a run would seem to have taken them.
/// </summary>
internal static class Rehearsal
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    /// <summary>Opens and resets a few connections on the loopback interface. Nothing of them stays, not even a TIME_WAIT.</summary>
    public static async Task RunAsync(ITcpSockets sockets, IPreciseDelay delay)
    {
        // More copies than processors, so that they wait as those of most loads do.
        var copies = Environment.ProcessorCount + 1;
        await using var server = TestServer.Start(new() { Close = new ServerClose.Reset() }, [IPAddress.Loopback], sockets, delay);
        var plan = new LoadPlan(
            ClientProfiles.All["curl"],
            [new LoadStep.IterationsForConstant(copies, 2 * copies)],
            [IPAddress.Loopback],
            server.Ports);
        await using var load = new LoadGenerator(plan, sockets, delay, connectionEnded: null);
        using var limit = new CancellationTokenSource(AtMost);
        await load.RunAsync(limit.Token);
    }
}
