using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Analysis.Results;
using Harness.Analysis.Thresholds;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Thresholds;

/// <summary>What holds of every search, whatever the server is like.</summary>
public sealed class ThresholdSearchProperties
{
    // A gap is not searched any further when its ends, a microsecond added to each, differ by less than this factor.
    private const double Narrow = 1.25;

    /// <summary>All connections below the threshold count, and none from there on.</summary>
    [Property(Arbitrary = [typeof(Generated)])]
    public void TheThresholdOfAStep_LiesInTheInterval_WhichIsNarrow_AndTheSearchEndsSoon(Search search, ushort threshold)
    {
        var (found, trials) = search.Run(delay => delay < threshold ? search.PerTrial : 0);

        (found.LowerUs ?? -1).ShouldBeLessThan(threshold);
        (found.UpperUs ?? double.MaxValue).ShouldBeGreaterThanOrEqualTo(threshold);
        found.Probes.ShouldAllBe(p => p.Verdict != ProbeVerdict.Undecided);
        if (found is { LowerUs: { } lower, UpperUs: { } upper })
        {
            // Between two neighbouring microseconds there is nothing left to try.
            (upper - lower <= 1 || (upper + 1) / (lower + 1) <= Narrow * 1.01).ShouldBeTrue($"{lower} to {upper}");
        }

        // Both ends and the halvings between them, each as often as the fewest connections need that show a share of nothing.
        ((long)trials).ShouldBeLessThanOrEqualTo(20 * ((ThresholdSearch.FewestConnections(search.Options) * 2 / search.PerTrial) + 2));
    }

    [Property(Arbitrary = [typeof(Generated)])]
    public void EachProbe_IsJudgedByItsInterval_AndLowerIsBelowUpper(Search search, int seed, byte steepness)
    {
        var random = new Random(seed);
        var (found, _) = search.Run(delay =>
        {
            var share = 1 / (1 + Math.Pow(delay / 400, 0.5 + (steepness / 64.0)));
            return Enumerable.Range(0, search.PerTrial).Count(_ => random.NextDouble() < share);
        });

        foreach (var probe in found.Probes)
        {
            var atMost = search.Options.AtMost;
            probe.Verdict
                .ShouldBe(probe.Low > atMost ? ProbeVerdict.Above : probe.High <= atMost ? ProbeVerdict.Below : ProbeVerdict.Undecided);
            Math.Round((double)probe.Hits / probe.Connections, 6).ShouldBeInRange(probe.Low, probe.High);
        }

        found.Connections.ShouldBe(found.Probes.Sum(p => p.Connections));
    }

    [Property(Arbitrary = [typeof(Generated)])]
    public void AShareThatIsEverywhereTheOneAskedFor_IsLeftUndecided_AndTheSearchEnds(Search search, int seed)
    {
        var random = new Random(seed);
        var (found, _) = search.Run(_ => Enumerable.Range(0, search.PerTrial).Count(_ => random.NextDouble() < search.Options.AtMost));

        found.Probes.Count.ShouldBeLessThanOrEqualTo(40);
        found.Probes.Where(p => p.Verdict == ProbeVerdict.Undecided).ShouldAllBe(p => p.Connections >= search.Options.Connections);
    }

    public sealed record Search(ThresholdOptions Options, int PerTrial)
    {
        internal (ThresholdSummary Found, int Trials) Run(Func<double, int> hits)
        {
            var search = new ThresholdSearch(Options);
            var trials = 0;
            while (search.Next() is { } delay)
            {
                delay.ShouldBeInRange(Options.From, Options.To);
                (++trials).ShouldBeLessThan(100_000, "the search does not end");
                search.Add(hits(delay.TotalMicroseconds), PerTrial);
            }

            return (search.Summary(), trials);
        }
    }

    private static class Generated
    {
        public static Arbitrary<Search> Searches() => (
            from atMost in Gen.Elements(0.02, 0.1, 0.5)
            from shortest in Gen.Elements(0, 1, 100)
            from longest in Gen.Choose(1000, 100_000)
            from confidence in Gen.Elements(0.8, 0.95, 0.99)
            from perTrial in Gen.Choose(50, 1000)
            let options = new ThresholdOptions
            {
                AtMost = atMost,
                From = TimeSpan.FromMicroseconds(shortest),
                To = TimeSpan.FromMicroseconds(longest),
                Confidence = confidence,
                Connections = 2000,
            }
            select new Search(options, perTrial)).ToArbitrary();
    }
}
