using System.Collections.Concurrent;
using System.Net;
using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>When the steps of a load begin their connections.</summary>
public sealed class PacingTests
{
    [Theory]
    [InlineData(Spacing.Even)]
    [InlineData(Spacing.Random)]
    public async Task IterationsForInject_OpenExactlyAsManyAsAsked_AndInjectRandomKeepsItsBounds(Spacing spacing)
    {
        await using var server = Start(new());
        LoadStep[] steps = [new LoadStep.IterationsForInject(1000, TimeSpan.FromSeconds(1), 120, spacing)];
        await using var load = Loads.Of(Loads.Like("ab"), server.Ports, steps);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 120, completed: 120);
        load.Behind().Count.ShouldBe(120);

        var interval = TimeSpan.FromMilliseconds(20);
        LoadStep[] bounded = [new LoadStep.InjectRandom(2, 5, interval, 10 * interval, spacing)];
        await using var random = Loads.Of(Loads.Like("ab"), server.Ports, bounded);
        await random.RunToEndAsync();
        random.Tally().Completed.ShouldBeInRange(20, 50);
        random.Tally().Failed.ShouldBe(0);
    }

    [Fact]
    public async Task OpenLoad_StartsEveryConnectionThatIsDue_AndSaysHowFarItFellBehind()
    {
        await using var server = Start(new());
        var rows = new ConcurrentQueue<ConnectionRow>();
        var second = TimeSpan.FromSeconds(1);
        var half = TimeSpan.FromMilliseconds(500);
        LoadStep[] steps =
        [
            new LoadStep.Inject(200, second, half),
            new LoadStep.Pause(TimeSpan.FromMilliseconds(50)),
            new LoadStep.RampingInject(200, second, half),
        ];
        await using var load = Loads.Of(Loads.Like("ab"), server.Ports, steps, rows.Enqueue);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 150, completed: 150);
        load.Behind().Count.ShouldBe(150);
        rows.ShouldAllBe(r => r.BehindMicroseconds >= 0 && r.TotalMicroseconds > r.BehindMicroseconds);
        rows.Count(r => r.DueAt - rows.Min(first => first.DueAt) < MonotonicClock.Second / 2).ShouldBe(100);
    }

    [Fact]
    public async Task OpenLoad_LatencyCountsFromDue_AlsoWhenNothingCouldBeStartedThen()
    {
        await using var server = Start(new());
        var rows = new ConcurrentQueue<ConnectionRow>();
        LoadStep[] steps = [new LoadStep.Inject(100, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100))];
        var plan = new LoadPlan(Loads.Like("ab"), steps, [IPAddress.Loopback], server.Ports);
        await using var load = new LoadGenerator(plan, TestSockets.All, new LateDelay(TimeSpan.FromMilliseconds(50)), rows.Enqueue);
        await load.RunToEndAsync();
        rows.Count.ShouldBe(10);
        rows.ShouldAllBe(r => r.BehindMicroseconds >= 50_000 && r.TotalMicroseconds >= 50_000);
        load.Total().Quantile(0).ShouldBeGreaterThanOrEqualTo(50_000_000);
    }

    /// <summary>When each step changes the number of copies is held by PacerTests, on a clock that a test moves.</summary>
    [Fact]
    public async Task ClosedSteps_OpenAndCloseConnections_AndNeverMoreAtOnceThanTheirHighestLevel()
    {
        await using var server = Start(new() { Close = new ServerClose.After(TimeSpan.FromMilliseconds(5)) });
        var rows = new ConcurrentQueue<ConnectionRow>();
        var tenth = TimeSpan.FromMilliseconds(200);
        LoadStep[] steps =
        [
            new LoadStep.KeepConstant(2, tenth),
            new LoadStep.RampingConstant(6, tenth),
            new LoadStep.RampingConstant(0, tenth),
            new LoadStep.Pause(tenth),
        ];
        await using var load = Loads.Of(Loads.Like("ab"), server.Ports, steps, rows.Enqueue);
        await load.RunToEndAsync();
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(r => r.Outcome == "completed");
        MostAtOnce(rows).ShouldBeLessThanOrEqualTo(6);
    }

    private static int MostAtOnce(IEnumerable<ConnectionRow> rows)
    {
        var level = 0;
        return rows.SelectMany(r => new[] { (At: (double)r.DueAt, Step: 1), (At: r.DueAt + (r.TotalMicroseconds * 1e3), Step: -1) })
            .OrderBy(e => e.At).ThenBy(e => e.Step).Max(e => level += e.Step);
    }

    private static TestServer Start(ServerOptions options) =>
        TestServer.Start(options, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
