using System.Net;
using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>Loads as the tests need them, each ended within a deadline.</summary>
internal static class Loads
{
    public static ClientOptions Like(string name) => ClientProfiles.All[name];

    public static LoadGenerator Of(
        ClientOptions client,
        IReadOnlyList<int> ports,
        int copies,
        int iterations,
        Action<ConnectionRow>? ended = null,
        bool marksBodies = false) =>
        Of(client, ports, [new LoadStep.IterationsForConstant(copies, iterations)], ended, marksBodies);

    public static LoadGenerator Of(
        ClientOptions client,
        IReadOnlyList<int> ports,
        IReadOnlyList<LoadStep> steps,
        Action<ConnectionRow>? ended = null,
        bool marksBodies = false) =>
        new(
            new(client, steps, [IPAddress.Loopback], ports) { MarksBodies = marksBodies }, TestSockets.All, new TestDelay(), ended);

    public static Task<double> RunToEndAsync(this LoadGenerator load) =>
        load.RunAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
}
