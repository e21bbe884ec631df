using Harness.Protocol.Counting;

namespace Harness.Tests.Pure.Servers;

/// <summary>What a side reads from its own socket just before it shuts down, and how it counts it.</summary>
public sealed class FirstCloserTests
{
    [Theory]
    [InlineData(TcpState.Established, FirstCloser.Self)]
    [InlineData(TcpState.CloseWait, FirstCloser.Peer)]
    [InlineData(TcpState.Close, FirstCloser.Reset)]
    [InlineData(TcpState.SynSent, FirstCloser.Unknown)]
    public void StateBeforeTheShutdown_TellsWhoWasFirst(TcpState state, FirstCloser first) => FirstClosers.Of(state).ShouldBe(first);

    [Fact]
    public void Counter_KeepsWhatIsStillOpenAsUnknown()
    {
        var counter = new ConnectionCounter();
        for (var n = 0; n < 5; n++)
        {
            counter.Opened();
        }

        counter.Closed(FirstCloser.Self);
        counter.Closed(FirstCloser.Peer);
        counter.Closed(FirstCloser.Reset);
        counter.Closed(FirstCloser.Unknown);
        counter.Completed();
        counter.Failed("ECONNRESET");
        counter.Failed("ECONNRESET");
        counter.Closes().ShouldBe(new CloseTally { Self = 1, Peer = 1, Reset = 1, Unknown = 2 });
        var tally = counter.Tally();
        (tally.Opened, tally.Completed, tally.Failed, tally.Errors["ECONNRESET"]).ShouldBe((5, 1, 2, 2));
    }
}
