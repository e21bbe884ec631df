using System.Net;
using Harness.Agent.States;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Measuring;

/// <summary>The changes of sockets' states, from look to look.</summary>
public sealed class StateLogTests
{
    private static readonly IPEndPoint Server = IPEndPoint.Parse("192.0.2.1:80");
    private static readonly TracedEnds[] Asked = [new("192.0.2.2:1", "192.0.2.1:80"), new("192.0.2.2:2", "192.0.2.1:80")];

    [Theory]
    [InlineData(Tier.Client)]
    [InlineData(Tier.Server)]
    public void EachChange_LiesBetweenTwoLooks_AndASocketIsGoneWhenTwoLooksMissIt(Tier tier)
    {
        var log = new StateLog(tier);
        log.Observe([], 10, 11);
        log.Observe([Socket(tier, TcpState.Established, 2), Socket(tier, TcpState.Established, 3)], 20, 21);
        log.Observe([Socket(tier, TcpState.Established, 2)], 30, 31);
        log.Observe([], 40, 41);
        log.Observe([Socket(tier, TcpState.TimeWait, 2)], 50, 51);
        log.Observe([], 60, 61);
        log.Observe([], 70, 71);

        log.Of(Asked).ShouldBe([
            new(1, 10, 21, TcpState.Established, false),
            new(1, 40, 51, TcpState.TimeWait, true),
            new(1, 50, 61, null, false),
        ]);
        log.LeftOut.ShouldBe(0);
    }

    [Fact]
    public void OneThatADumpHasTwice_HasMovedToTimeWait_WhicheverComesFirst()
    {
        foreach (var isReversed in new[] { false, true })
        {
            var log = new StateLog(Tier.Client);
            SocketEntry[] twice = [Socket(Tier.Client, TcpState.FinWait2, 1), Socket(Tier.Client, TcpState.TimeWait, 1)];
            log.Observe([Socket(Tier.Client, TcpState.FinWait2, 1)], 10, 11);
            log.Observe(isReversed ? [.. twice.Reverse()] : twice, 20, 21);

            log.Of(Asked).Select(c => (c.At, c.State)).ShouldBe([(11, TcpState.FinWait2), (21, TcpState.TimeWait)]);
        }
    }

    [Fact]
    public void AFinWait2WhoseOwnerCloses_AndANewConnectionOfTheSamePorts_AreChanges()
    {
        var log = new StateLog(Tier.Client);
        log.Observe([Socket(Tier.Client, TcpState.FinWait2, 1)], 10, 11);
        log.Observe([Socket(Tier.Client, TcpState.FinWait2, 1) with { IsMinisocket = true }], 20, 21);
        log.Observe([Socket(Tier.Client, TcpState.SynSent, 1)], 30, 31);

        log.Of(Asked).ShouldBe([
            new(0, null, 11, TcpState.FinWait2, false),
            new(0, 10, 21, TcpState.FinWait2, true),
            new(0, 20, 31, TcpState.SynSent, false),
        ]);
    }

    [Fact]
    public void MoreThanItHolds_AreCounted()
    {
        var log = new StateLog(Tier.Client);
        log.Observe([.. Enumerable.Range(1, StateLog.MostSockets + 5).Select(port => Socket(Tier.Client, TcpState.SynSent, port))], 1, 2);
        log.LeftOut.ShouldBe(5);
        TcpState[] states = [TcpState.Established, TcpState.FinWait1, TcpState.FinWait2, TcpState.TimeWait];
        foreach (var state in states)
        {
            log.Observe([.. Enumerable.Range(1, StateLog.MostSockets).Select(port => Socket(Tier.Client, state, port))], 3, 4);
        }

        log.LeftOut.ShouldBe(5 + StateLog.MostSockets);
        log.Of(Asked[..1]).Select(c => c.State).ShouldBe(states.Cast<TcpState?>());
    }

    private static SocketEntry Socket(Tier tier, TcpState state, int port)
    {
        var client = IPEndPoint.Parse($"192.0.2.2:{port}");
        return new(state, tier == Tier.Server ? Server : client, tier == Tier.Server ? client : Server, state == TcpState.TimeWait);
    }
}
