using Harness.Cli.Terminal;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Trials;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a person who waits for a load is told of it.</summary>
public sealed class LoadProgressTests
{
    private static readonly LoadStep[] Counted = [new LoadStep.IterationsForConstant(10, 1000)];
    private static readonly LoadStep[] Timed =
        [new LoadStep.KeepConstant(10, TimeSpan.FromSeconds(20)), new LoadStep.Pause(TimeSpan.FromSeconds(20))];

    private readonly LoadProgress progress = new();

    [Fact]
    public void ACountedLoad_IsMeasuredByItsConnections_AtTheRateOfTheLastSecond()
    {
        Add((0, 0), (1, 100), (2, 400), (2.5, 500));

        progress.Words(Counted).ShouldBe("267/s, 50 % done, 2 s left");
    }

    [Fact]
    public void ATimedLoad_IsMeasuredByTheClock()
    {
        Add((9, 1000), (10, 3000));

        progress.Words(Timed).ShouldBe("2,000/s, 25 % done, 30 s left");
    }

    [Fact]
    public void WhatIsNotKnown_IsNotSaid()
    {
        progress.Words(Timed).ShouldBe("");

        Add((1, 10), (2, 10));

        progress.Words(Counted).ShouldBe("0/s, 1 % done");
        progress.Words([.. Counted, .. Timed]).ShouldBe("0/s");
        progress.Words([]).ShouldBe("0/s");

        progress.Clear();
        progress.Words(Timed).ShouldBe("");
    }

    [Fact]
    public void ALoadThatTakesLonger_IsDone_AndNotMoreThanThat()
    {
        Add((44, 10), (45, 20));

        progress.Words(Timed).ShouldBe("10/s, 100 % done");
    }

    private void Add(params (double At, int Completed)[] samples) =>
        samples.ToList().ForEach(s => progress.Add(ExampleSamples.Of(Tier.Client, s.At, completed: s.Completed)));
}
