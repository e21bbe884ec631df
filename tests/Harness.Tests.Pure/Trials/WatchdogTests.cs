using Harness.Controller.Trials;
using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Time;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Tests.Pure.Trials;

/// <summary>A side that says nothing is noticed after the patience, and not before.</summary>
public sealed class WatchdogTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider clock = new();
    private readonly OneThread thread = new();
    private readonly SampleBoard board;
    private readonly List<(NodeId Node, TimeSpan Silence)> noticed = [];

    private readonly CancellationTokenSource end = new();
    private Task watch = Task.CompletedTask;

    public WatchdogTests() => board = ExampleSamples.Board(clock);

    public void Dispose() => end.Dispose();

    [Theory]
    [InlineData(Tier.Server)]
    [InlineData(Tier.Client)]
    public void ASideThatFallsSilent_IsNoticedAfterTenSeconds_AndNotBefore(Tier silent)
    {
        var speaking = silent == Tier.Server ? Tier.Client : Tier.Server;
        Watch(TimeSpan.FromMilliseconds(100));

        Pass(3, Tier.Server, Tier.Client);
        Pass(10, speaking);
        noticed.ShouldBeEmpty();
        watch.IsCompleted.ShouldBeFalse();

        Pass(1, speaking);
        noticed.ShouldBe([(NodeId.Of(silent), 11 * Second)]);
        watch.IsCompletedSuccessfully.ShouldBeTrue("there is nothing left to watch for");
    }

    [Fact]
    public void ASideThatHasNeverSpoken_IsNoticedToo()
    {
        Watch(TimeSpan.FromMilliseconds(100));

        Pass(10, Tier.Server);
        noticed.ShouldBeEmpty();

        Pass(1, Tier.Server);
        noticed.ShouldBe([(NodeId.Of(Tier.Client), 11 * Second)]);
    }

    [Fact]
    public void AnIntervalThatIsLong_StretchesThePatienceToFiveSamples()
    {
        Watch(every: 5 * Second);

        Pass(25, Tier.Client);
        noticed.ShouldBeEmpty();

        Pass(1, Tier.Client);
        noticed.ShouldBe([(NodeId.Of(Tier.Server), 26 * Second)]);
    }

    [Fact]
    public void SidesThatSpeakNowAndThen_AreLeftAlone()
    {
        Watch(TimeSpan.FromMilliseconds(100));

        for (var round = 0; round < 50; round++)
        {
            Pass(9);
            Pass(1, Tier.Server, Tier.Client);
        }

        noticed.ShouldBeEmpty();
        watch.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void TheEndOfTheTrial_EndsTheWatch()
    {
        Watch(TimeSpan.FromMilliseconds(100));
        Pass(9);

        end.Cancel();
        Pass(60);

        watch.IsCompletedSuccessfully.ShouldBeTrue();
        noticed.ShouldBeEmpty();
    }

    private void Watch(TimeSpan every)
    {
        var watchdog = new Watchdog(board, every, clock);
        watch = thread.Start(() => watchdog.WatchAsync((node, silence) => noticed.Add((node, silence)), end.Token));
    }

    // Samples come in the moment in which the watchdog looks, just before it does.
    private void Pass(int seconds, params Tier[] speaking)
    {
        for (var second = 0; second < seconds; second++)
        {
            clock.Advance(Second);
            foreach (var side in speaking)
            {
                board.Add(ExampleSamples.Of(side));
            }

            thread.Run();
        }
    }
}
