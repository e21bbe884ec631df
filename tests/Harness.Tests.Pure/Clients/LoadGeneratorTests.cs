using System.Net;
using Harness.Clients;
using Harness.Linux;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Clients;

/// <summary>What a load asks of its sockets, and in which order.</summary>
public sealed class LoadGeneratorTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly ClientOptions Closes = ClientProfiles.All["ab"] with { Close = new ClientClose.Immediately() };

    [Fact]
    public async Task ConnectionsThatEndTogether_AreClosedTogether_ThenTheNextOnesConnect_ThenTheySend()
    {
        const int Copies = 3;
        var sockets = new FakeSockets();
        using var delay = new PreciseDelay();
        await using var load = Load(sockets, delay, Closes, new LoadStep.IterationsForConstant(Copies, 2 * Copies));
        var running = load.RunAsync(TestContext.Current.CancellationToken);
        await WaitingAsync(sockets, Copies);
        var begun = sockets.Calls.Count;

        // The answers; the connects; the requests; the answers; the ends.
        for (var round = 1; round <= 5; round++)
        {
            sockets.Round();
        }

        await running.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        sockets.Calls.Skip(begun).Select(call => call.Split(' ')[0]).ShouldBe(
        [
            .. Enumerable.Repeat("close", Copies),
            .. Enumerable.Repeat("connect", Copies),
            .. Enumerable.Repeat("send", Copies),
            .. Enumerable.Repeat("close", Copies),
        ]);
        load.Tally().Completed.ShouldBe(2 * Copies);
    }

    public static TheoryData<LoadStep, bool, bool> LoadsAndTheirAcks { get; } = new()
    {
        { new LoadStep.IterationsForConstant(1, 1), true, false },
        { new LoadStep.IterationsForConstant(1000, 1), true, true },
        { new LoadStep.IterationsForConstant(1000, 1), false, false },
        { new LoadStep.IterationsForInject(200, TimeSpan.FromSeconds(1), 1), true, false },
        { new LoadStep.IterationsForInject(201, TimeSpan.FromSeconds(1), 1), true, true },
    };

    [Theory]
    [MemberData(nameof(LoadsAndTheirAcks))]
    public async Task TheHandshakesAck_TravelsWithTheRequest_InLoadsThatAreNotSmall(LoadStep step, bool isWanted, bool withRequest)
    {
        var sockets = new FakeSockets();
        using var delay = new PreciseDelay();
        await using var load = Load(sockets, delay, Closes with { AcksWithRequest = isWanted }, step);
        var running = load.RunAsync(TestContext.Current.CancellationToken);
        await WaitingAsync(sockets, 1);
        sockets.Round();
        sockets.Round();
        await running.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        sockets.Traits.HasFlag(TcpTraits.AcksWithData).ShouldBe(withRequest);
    }

    private static LoadGenerator Load(FakeSockets sockets, PreciseDelay delay, ClientOptions client, LoadStep step) =>
        new(new(client, [step], [IPAddress.Loopback], [80]), sockets, delay, connectionEnded: null);

    // The first connections begin on the thread pool.
    private static async Task WaitingAsync(FakeSockets sockets, int count)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Deadline);
        while (sockets.Waiting < count)
        {
            await Task.Delay(1, late.Token);
        }

        sockets.Waiting.ShouldBe(count);
    }
}
