using System.Net;
using Harness.Clients;
using Harness.Clients.Engines;
using Harness.Protocol.Contracts;
using Harness.Protocol.Messages;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Time;

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
        await using var load = Load(sockets, Closes, new LoadStep.IterationsForConstant(Copies, 2 * Copies));
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
        await using var load = Load(sockets, Closes with { AcksWithRequest = isWanted }, step);
        var running = load.RunAsync(TestContext.Current.CancellationToken);
        await WaitingAsync(sockets, 1);
        sockets.Round();
        sockets.Round();
        await running.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        sockets.Traits.HasFlag(TcpTraits.AcksWithData).ShouldBe(withRequest);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1000, 20)]
    [InlineData(60_000, 100)]
    public async Task ConnectionsAreLookedAt_AFiftiethOfTheirTimeOutApart_ButAtLeastTenTimesASecond(int timeOutMs, int everyMs)
    {
        var every = TimeSpan.FromMilliseconds(everyMs);
        var clock = new TimerClock();
        await using var load = Load(
            new FakeSockets(), Closes with { Timeout = TimeSpan.FromMilliseconds(timeOutMs) }, new LoadStep.Pause(TimeSpan.Zero), clock);

        await load.RunAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);

        clock.Timers.ShouldBe([(every, every)]);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsGivenUp_AtTheNextLookAfterTheTimeOut()
    {
        var sockets = new FakeSockets();
        var clock = new TimerClock();
        // Over before anybody looks: what is held here is that somebody has to look.
        await using var load = Load(
            sockets, Closes with { Timeout = TimeSpan.FromTicks(1) }, new LoadStep.IterationsForConstant(1, 1), clock);
        var running = load.RunAsync(TestContext.Current.CancellationToken);
        await WaitingAsync(sockets, 1);
        clock.Advance(TimeSpan.FromTicks(9999));
        (load.Tally().Failed, running.IsCompleted).ShouldBe((0, false));

        clock.Advance(TimeSpan.FromTicks(1));

        await running.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        (load.Tally().Completed, load.Tally().Errors.ShouldHaveSingleItem()).ShouldBe((0, new("TIMEOUT", 1)));
        sockets.Calls.ShouldBe(["connect 1", "send 1", "close 1"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnEnginesCopy_PausesAfterAConnectionThatCouldNotBeOpened_InAClosedLoadOnly(bool isClosed)
    {
        var clock = new TimerClock();
        var engine = new OneConnection();
        var second = TimeSpan.FromSeconds(1);
        LoadStep step = isClosed ? new LoadStep.KeepConstant(1, second) : new LoadStep.Inject(1, second, second);
        var plan = new LoadPlan(Closes, [step], [IPAddress.Loopback], [80]) { Engine = engine };
        await using var load = new LoadGenerator(
            plan, new FakeSockets { Refuses = true }, new NoDelay(), connectionEnded: null) { Clock = clock };
        var looks = TimeSpan.FromMilliseconds(100);

        var running = load.RunAsync(TestContext.Current.CancellationToken);
        if (isClosed)
        {
            // Beside the timer of the looks.
            await Eventually.ShouldBeAsync(() => clock.Timers.Count, 2);
            engine.Ended.ShouldBeNull();
            clock.Timers[1].Due.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(100));
            clock.Advance(clock.Timers[1].Due);
        }

        await running.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        engine.Ended.ShouldNotBeNull().Failure.ShouldBe("ECONNREFUSED");
        clock.Timers.Count.ShouldBe(isClosed ? 2 : 1);
        clock.Timers[0].ShouldBe((looks, looks));
    }

    private static LoadGenerator Load(FakeSockets sockets, ClientOptions client, LoadStep step, TimeProvider? clock = null) =>
        new(new(client, [step], [IPAddress.Loopback], [80]), sockets, new NoDelay(), connectionEnded: null)
        {
            Clock = clock ?? TimeProvider.System,
        };

    // The first connections begin on the thread pool.
    private static Task WaitingAsync(FakeSockets sockets, int count) => Eventually.ShouldBeAsync(() => sockets.Waiting, count);

    /// <summary>Everything is due at once.</summary>
    private sealed class NoDelay : IPreciseDelay
    {
        public void Until(long timestamp)
        {
        }

        public ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    private sealed class OneConnection : ILoadEngine
    {
        public LoadEngine Engine => LoadEngine.NBomber;

        public EngineConnection? Ended { get; private set; }

        public async Task<EngineSummary> RunAsync(EngineLoad load, CancellationToken stop)
        {
            Ended = await load.OpenOne();
            return new EngineSummary { Name = "one connection" };
        }
    }
}
