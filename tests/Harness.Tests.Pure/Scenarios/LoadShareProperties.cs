using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Scenarios.Options;
using Harness.Scenarios.Pacing;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>However many client nodes share a load, their parts together are exactly the whole.</summary>
[Properties(Arbitrary = [typeof(Generated)])]
public sealed class LoadShareProperties
{
    [Property]
    public void PartsOfAnOpenStep_AreDisjointSlots_AndTogetherAllOfThem(OpenStep open, Nodes nodes)
    {
        var whole = Moments(open.Step.Schedule(open.Before, open.Seed));
        var parts = Enumerable.Range(0, nodes.Count)
            .Select(k => Moments(open.Step.Schedule(open.Before, open.Seed, nodes.Share(k)))).ToList();

        var turns = LoadShare.TurnsOf(nodes.Weights);
        var own = whole.Index().ToLookup(m => turns[m.Index % turns.Count], m => m.Item);
        parts.Index().ShouldAllBe(p => p.Item.SequenceEqual(own[p.Index]));
        parts.Sum(p => p.Count).ShouldBe(whole.Count);
    }

    [Property]
    public void PartsOfACountedStep_AddUp_AndFollowTheCopies(CountedStep counted, Nodes nodes)
    {
        var step = counted.Step;
        var parts = Enumerable.Range(0, nodes.Count)
            .Select(k => (StepSchedule.Count)step.Schedule(LoadLevel.None, seed: 0, nodes.Share(k))).ToList();

        parts.Sum(p => p.Copies).ShouldBe(step.Copies);
        parts.Sum(p => (long)p.Connections).ShouldBe(step.Iterations);
        parts.ShouldAllBe(p => p.Copies > 0 || p.Connections == 0, "a node without workers has nothing to do");
        parts.ShouldAllBe(p => Math.Abs(p.Connections - ((double)step.Iterations * p.Copies / step.Copies)) < 1);
    }

    [Property]
    public void TurnsAreDealtByWeight_AndAmongEqualsOneAfterTheOther(Nodes nodes)
    {
        var turns = LoadShare.TurnsOf(nodes.Weights);

        var all = nodes.Weights.Sum();
        nodes.Weights.Index().ShouldAllBe(w => turns.Count(t => t == w.Index) * (long)all == (long)w.Item * turns.Count);
        LoadShare.TurnsOf([.. nodes.Weights.Select(_ => 7)]).ShouldBe(Enumerable.Range(0, nodes.Count));
        Enumerable.Range(0, nodes.Count).Sum(k => nodes.Share(k).Fraction).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void AHeavyNodesTurns_AreSpread() => LoadShare.TurnsOf([4, 1, 1]).ShouldBe([0, 0, 1, 0, 2, 0]);

    [Property]
    public void PartsOfAClosedStep_HaveAtEveryMomentAsManyWorkersAsTheWhole(ClosedStep closed, Nodes nodes)
    {
        var whole = (StepSchedule.Workers)closed.Step.Schedule(closed.Before, seed: 0);
        var parts = Enumerable.Range(0, nodes.Count)
            .Select(k => (StepSchedule.Workers)closed.Step.Schedule(closed.Before, seed: 0, nodes.Share(k))).ToList();

        foreach (var (at, workers) in whole.Changes.Prepend((At: -1, Workers: whole.From)))
        {
            var shares = parts.Select(p => p.Changes.TakeWhile(c => c.At <= at).Select(c => c.Workers).Prepend(p.From).Last()).ToList();
            shares.Sum().ShouldBe(workers);
            shares.ShouldBe(Enumerable.Range(0, nodes.Count)
                .Select(k => Enumerable.Range(0, workers).Count(w => nodes.Share(k).Owns(w))));
        }

        parts.Sum(p => p.Changes.Count()).ShouldBe(whole.Changes.Count(), "each change is one node's");
        parts.ShouldAllBe(p => p.During == whole.During);
    }

    [Property]
    public void AShareOfTheWhole_IsTheWhole(OpenStep open, CountedStep counted, ClosedStep closed)
    {
        Moments(open.Step.Schedule(open.Before, open.Seed, LoadShare.Whole)).ShouldBe(Moments(open.Step.Schedule(open.Before, open.Seed)));
        var count = (StepSchedule.Count)counted.Step.Schedule(LoadLevel.None, 0, LoadShare.Whole);
        (count.Copies, count.Connections).ShouldBe((counted.Step.Copies, counted.Step.Iterations));
        var (part, whole) = (closed.Step.Schedule(closed.Before, 0, LoadShare.Whole), closed.Step.Schedule(closed.Before, 0));
        ((StepSchedule.Workers)part).From.ShouldBe(((StepSchedule.Workers)whole).From);
        ((StepSchedule.Workers)part).Changes.ShouldBe(((StepSchedule.Workers)whole).Changes);
    }

    [Fact]
    public void TenCopiesAnd3001Connections_OnThreeNodes_AreSharedByTheLargestRemainder()
    {
        var parts = Enumerable.Range(0, 3)
            .Select(k => new LoadStep.IterationsForConstant(10, 3001).Schedule(LoadLevel.None, 0, LoadShare.Equal(k, 3)))
            .Cast<StepSchedule.Count>();

        parts.Select(p => (p.Copies, p.Connections)).ShouldBe([(4, 1201), (3, 900), (3, 900)]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 3)]
    [InlineData(3, 3)]
    public void AShareThatCannotBe_IsRefused(int index, int of) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LoadShare.Equal(index, of));

    private static List<long> Moments(StepSchedule schedule) => [.. ((StepSchedule.DueTimes)schedule).Moments];

    public sealed record Nodes(IReadOnlyList<int> Weights)
    {
        public int Count => Weights.Count;

        public LoadShare Share(int node) => new(node, Weights);
    }

    public sealed record OpenStep(LoadStep Step, LoadLevel Before, int Seed);

    public sealed record CountedStep(LoadStep.IterationsForConstant Step);

    public sealed record ClosedStep(LoadStep Step, LoadLevel Before);

    private static class Generated
    {
        private static readonly Gen<TimeSpan> Time = Gen.Choose(1, 3000).Select(ms => TimeSpan.FromMilliseconds(ms));
        private static readonly Gen<Spacing> Spaced = Gen.Elements(Spacing.Even, Spacing.Random);

        private static readonly Gen<LoadLevel> Level =
            from copies in Gen.Choose(0, 40)
            from rate in Gen.Choose(0, 60)
            select new LoadLevel(copies, new(rate, TimeSpan.FromSeconds(1)));

        private static readonly Gen<LoadStep> Open =
            from rate in Gen.Choose(1, 60)
            from least in Gen.Choose(0, 59)
            from interval in Time
            from during in Time
            from spacing in Spaced
            from iterations in Gen.Choose(1, 300)
            from step in Gen.Elements<LoadStep>(
                new LoadStep.Inject(rate, interval, during, spacing),
                new LoadStep.InjectRandom(Math.Min(least, rate - 1), rate, interval, during, spacing),
                new LoadStep.IterationsForInject(rate, interval, iterations, spacing),
                new LoadStep.RampingInject(least, interval, during),
                new LoadStep.Pause(during))
            select step;

        private static readonly Gen<LoadStep> Closed =
            from copies in Gen.Choose(1, 40)
            from during in Time
            from step in Gen.Elements<LoadStep>(
                new LoadStep.KeepConstant(copies, during),
                new LoadStep.RampingConstant(copies, during),
                new LoadStep.RampingConstant(0, during))
            select step;

        public static Arbitrary<Nodes> ArbitraryNodes() => Gen.OneOf(Gen.Constant(1), Gen.Choose(1, 5), Gen.Choose(1, 100))
            .SelectMany(most => Gen.Choose(1, most).ArrayOf())
            .Where(weights => weights.Length is > 0 and <= 12)
            .Select(weights => new Nodes(weights)).ToArbitrary();

        public static Arbitrary<OpenStep> ArbitraryOpen() =>
            (from step in Open
                from before in Level
                from seed in Gen.Choose(int.MinValue, int.MaxValue)
                select new OpenStep(step, before, seed)).ToArbitrary();

        public static Arbitrary<CountedStep> ArbitraryCounted() =>
            (from copies in Gen.Choose(1, 50)
                from iterations in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, 1_000_000_000))
                select new CountedStep(new(copies, iterations))).ToArbitrary();

        public static Arbitrary<ClosedStep> ArbitraryClosed() =>
            (from step in Closed from before in Level select new ClosedStep(step, before)).ToArbitrary();
    }
}
