using Harness.Scenarios.Options;
using Harness.Servers.Faults;

namespace Harness.Tests.Pure.Servers;

/// <summary>Which answers are hit: exactly their share, in an order that only the seed decides.</summary>
public sealed class FaultSequenceTests
{
    private static readonly FaultAct Cut = new FaultAct.Cut(3);
    private static readonly FaultAct Reset = new FaultAct.Reset(ResetPoint.Midway);

    [Fact]
    public void EveryBlock_HasExactlyTheShares()
    {
        // 0.05 and 0.1 come to whole numbers in 20 answers.
        var fates = Fates(new([new(0.05, Cut), new(0.1, Reset)], seed: 1), 2000);

        fates.Chunk(20).ShouldAllBe(block => block.Count(f => f == Cut) == 1 && block.Count(f => f == Reset) == 2);
    }

    [Fact]
    public void WithinABlock_ThePlacesChange()
    {
        var places = Fates(new([new(0.01, Cut)], seed: 1), 10_000).Chunk(100).Select(block => Array.IndexOf(block, Cut)).ToList();

        places.Distinct().Count().ShouldBeGreaterThan(40);
        places.Average().ShouldBeInRange(35, 65);
    }

    [Fact]
    public void AShareOfOne_HitsAll_AndTheFinestOneInTenThousand()
    {
        Fates(new([new(1, Cut)], seed: 1), 100).ShouldAllBe(f => f == Cut);
        Fates(new([new(0.0001, Cut)], seed: 1), 30_000).Chunk(10_000).ShouldAllBe(block => block.Count(f => f == Cut) == 1);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameFates_AndAnotherOneOthers()
    {
        List<FaultAct?> Of(int seed) => Fates(new([new(0.1, Cut), new(0.02, Reset)], seed), 1000);

        Of(7).ShouldBe(Of(7));
        Of(7).ShouldNotBe(Of(8));
    }

    [Fact]
    public void WhatIsLate_IsLateByTheSameInEachRun()
    {
        var draw = new DurationDraw.Uniform(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(9));
        List<TimeSpan> Of(int seed)
        {
            var sequence = new FaultSequence([new(0.5, new FaultAct.Late(draw))], seed);
            return [.. Enumerable.Range(0, 100).Select(_ => sequence.Next().By)];
        }

        Of(1).ShouldBe(Of(1));
        Of(1).Count(by => by == TimeSpan.Zero).ShouldBe(50, "the other half is not late");
        Of(1).Where(by => by > TimeSpan.Zero).ShouldAllBe(by => by >= draw.Least && by <= draw.Longest);
    }

    [Fact]
    public void ManyThreads_GetTheSharesTogether()
    {
        var sequence = new FaultSequence([new(0.25, Cut)], seed: 1);
        var hit = 0;
        Parallel.For(0, 4000, _ => Interlocked.Add(ref hit, sequence.Next().Act is null ? 0 : 1));

        hit.ShouldBe(1000);
    }

    private static List<FaultAct?> Fates(FaultSequence sequence, int answers) =>
        [.. Enumerable.Range(0, answers).Select(_ => sequence.Next().Act)];
}
