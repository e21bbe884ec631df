using System.Collections.Concurrent;
using System.Net;
using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>A load that several clients share: together they open exactly what one would, each its own part.</summary>
public sealed class SharedLoadTests
{
    private const int Nodes = 3;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<LoadStep, int[]> Steps { get; } = new()
    {
        { new LoadStep.IterationsForConstant(4, 31), [15, 8, 8] },
        { new LoadStep.IterationsForConstant(1, 5), [5, 0, 0] },
        { new LoadStep.Inject(31, Second, Second), [11, 10, 10] },
        { new LoadStep.InjectRandom(9, 10, Second, 2 * Second, Spacing.Random), [] },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task ThreeClients_OpenTogetherWhatOneWould(LoadStep step, int[] each)
    {
        await using var alone = Start(ports: 1);
        await using var shared = Start(ports: 1);
        var whole = await RunAsync(alone, [step], LoadShare.Whole);
        var parts = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(k => RunAsync(shared, [step], LoadShare.Equal(k, Nodes))));

        parts.Sum(p => p.Count).ShouldBe(whole.Count);
        await Eventually.ShouldBeAsync(() => shared.Tally().Opened, whole.Count);
        if (each is not [])
        {
            parts.Select(p => p.Count).ShouldBe(each);
        }
    }

    [Fact]
    public async Task ANodeWithoutWorkers_GoesOnToItsNextStep()
    {
        await using var server = Start(ports: 1);
        LoadStep[] load = [new LoadStep.IterationsForConstant(1, 2), new LoadStep.IterationsForConstant(3, 9)];

        (await RunAsync(server, load, LoadShare.Equal(2, Nodes))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task TheFirstConnectionOfNodeK_GoesToServerK_AndTheOthersFollowInTurn()
    {
        await using var server = Start(ports: Nodes);
        for (var k = 0; k < Nodes; k++)
        {
            var rows = await RunAsync(server, [new LoadStep.IterationsForConstant(Nodes, 3 * 4)], LoadShare.Equal(k, Nodes));

            rows.OrderBy(r => r.DueAt).Select(r => r.ServerPort)
                .ShouldBe(Enumerable.Range(0, 4).Select(i => server.Ports[(i + k) % Nodes]));
        }
    }

    private static async Task<ConcurrentQueue<ConnectionRow>> RunAsync(TestServer server, IReadOnlyList<LoadStep> steps, LoadShare share)
    {
        var rows = new ConcurrentQueue<ConnectionRow>();
        var plan = new LoadPlan(Loads.Like("ab"), steps, [IPAddress.Loopback], server.Ports) { Share = share, Seed = 7 };
        await using var load = new LoadGenerator(plan, TestSockets.All, new TestDelay(), rows.Enqueue);
        await load.RunToEndAsync();
        load.Tally().Failed.ShouldBe(0);
        return rows;
    }

    private static TestServer Start(int ports) =>
        TestServer.Start(new() { Ports = [.. new int[ports]] }, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
