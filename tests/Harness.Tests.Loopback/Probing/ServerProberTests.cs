using Harness.Protocol.Probing;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using static Harness.Tests.Loopback.Probing.Probed;

namespace Harness.Tests.Loopback.Probing;

/// <summary>What else the wire-level probe finds out: delays, drains, keep-alive, bodies left unread.</summary>
public sealed class ServerProberTests
{
    // For what ends by itself: however late a busy machine notices, it is not cut off.
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task TheDelayBeforeTheClose_IsMeasured_NeverTooShort()
    {
        await using var server = Start(new ServerClose.After(TimeSpan.FromMilliseconds(300)));

        var found = await Prober(server, LongWait).WithCloseAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);

        // The client reads the last byte after the server has written it; how much later is up to the machine.
        found.AfterLastByteUs.ShouldNotBeNull().Max.ShouldBeGreaterThan(200_000);
        // It is measured five times, unless the machine made a quick close look like one that is not worth waiting for again.
        (found.AfterLastByteUs.Count == 5 || found.AfterLastByteUs.Max >= 1_000_000).ShouldBeTrue($"{found.AfterLastByteUs}");
    }

    [Fact]
    public async Task TheDrain_IsMeasured_AndBoundedByTheWait()
    {
        await using var quick = Start(new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(1)));
        await using var slow = Start(new ServerClose.HalfCloseThenDrain(TimeSpan.FromMinutes(1)));

        var ended = await Prober(quick, LongWait).WithCloseAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);
        var cut = await Prober(slow).WithCloseAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);

        ended.DrainIsLonger.ShouldBeFalse();
        ended.DrainSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.8);
        (cut.DrainIsLonger, cut.DrainSeconds).ShouldBe((true, Wait.TotalSeconds));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public async Task KeepAlive_IsFoundWithTheSecondRequest(int requests, bool isKept)
    {
        await using var server = Start(
            new ServerClose.KeepAlive(TimeSpan.FromSeconds(1), requests), connection: ConnectionHeader.KeepAlive);

        var found = await Prober(server, LongWait).KeepAliveAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);

        found.Kept.ShouldBe(isKept);
        found.EndedByReset.ShouldBeFalse();
        if (requests == 1000)
        {
            found.IdleSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
        }
    }

    [Fact]
    public async Task AnIdleTimeOutBeyondTheWait_IsNotGuessed()
    {
        await using var server = Start(new ServerClose.KeepAlive(TimeSpan.FromMinutes(1), 1000), connection: ConnectionHeader.KeepAlive);

        var found = await Prober(server).KeepAliveAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);

        (found.Kept, found.IdleSeconds).ShouldBe((true, null));
    }

    [Fact]
    public async Task AServerThatClosesWithABodyUnread_Resets()
    {
        // The C sample's way: one read, an answer, close(), with time for the body to come in between.
        await using var server = Start(new ServerClose.After(TimeSpan.FromMilliseconds(300)), ServerModel.Blocking);

        var found = await Prober(server).UnreadBodyAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);

        found.ShouldNotBeNull().Ending.ShouldBe(ServerEnding.Reset);
    }

    [Fact]
    public async Task WhereNobodyListens_TheRefusalIsSaid()
    {
        int port;
        await using (var gone = Start(new ServerClose.Immediately()))
        {
            port = gone.Ports[0];
        }

        var error = await Should.ThrowAsync<TcpException>(() => Prober(port).WithCloseAsync(TestContext.Current.CancellationToken));

        error.Errno.ShouldBe("ECONNREFUSED");
    }
}
