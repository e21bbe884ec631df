using Harness.Analysis.Results;
using Harness.Analysis.Thresholds;
using Harness.Controller.Thresholds;
using Harness.Scenarios.Options;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Tests.Pure.Thresholds;

/// <summary>The search against made-up servers whose true threshold is known.</summary>
public sealed class ThresholdSearchTests
{
    private const int MostTrials = 3000;

    private static readonly ThresholdOptions Usual = new();

    /// <summary>Curves that fall steeply or slowly, small and large shares, small and large trials.</summary>
    [Theory]
    [InlineData(0.01, 400, 0.3, 1000)]
    [InlineData(0.01, 400, 1.5, 300)]
    [InlineData(0.1, 3000, 0.5, 200)]
    [InlineData(0.5, 37, 1.0, 100)]
    [InlineData(0.05, 20_000, 0.8, 50)]
    public void TheTrueThreshold_LiesInTheStatedInterval_AsOftenAsStated(double atMost, double middle, double spread, int perTrial)
    {
        const int seeds = 300;
        var options = Usual with { AtMost = atMost };
        var truth = Falling(middle, spread);
        var threshold = middle * Math.Pow((1 / atMost) - 1, spread);
        var (inside, decided) = (0, 0);
        for (var seed = 0; seed < seeds; seed++)
        {
            var (found, _) = Search(options, truth, perTrial, seed);
            inside += (found.LowerUs ?? -1) < threshold && threshold <= (found.UpperUs ?? double.MaxValue) ? 1 : 0;
            decided += found is { LowerUs: not null, UpperUs: not null } ? 1 : 0;
        }

        (inside / (double)seeds).ShouldBeGreaterThanOrEqualTo(options.Confidence);
        decided.ShouldBe(threshold < options.To.TotalMicroseconds / 2 ? seeds : decided);
    }

    [Fact]
    public void ASteepCurve_IsFoundToWithinAQuarter()
    {
        var (found, _) = Search(Usual, delay => delay < 700 ? 1 : 0, 1000, seed: 1);

        found.LowerUs.ShouldNotBeNull().ShouldBeLessThan(700);
        found.UpperUs.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(700);
        (found.UpperUs.Value / found.LowerUs.Value).ShouldBeLessThanOrEqualTo(1.26);
        found.Probes.ShouldAllBe(p => p.Verdict != ProbeVerdict.Undecided);
    }

    [Fact]
    public void AShareThatNeverFalls_HasNoUpperEnd_AndTakesTwoTrials()
    {
        var (found, trials) = Search(Usual, _ => 1, 1000, seed: 1);

        (found.LowerUs, found.UpperUs, trials).ShouldBe((50_000, null, 2));
    }

    [Fact]
    public void AShareThatIsSmallFromTheStart_HasNoLowerEnd_AndTakesOneTrial()
    {
        var (found, trials) = Search(Usual, _ => 0, 1000, seed: 1);

        (found.LowerUs, found.UpperUs, trials).ShouldBe((null, 0, 1));
    }

    [Fact]
    public void FewestConnections_CanJustShowIt()
    {
        var fewest = ThresholdSearch.FewestConnections(Usual);
        var (enough, tooFew) = (new ThresholdSearch(Usual), new ThresholdSearch(Usual));

        enough.Add(0, fewest);
        tooFew.Add(0, fewest - 1);

        enough.Summary().UpperUs.ShouldBe(0);
        tooFew.Summary().UpperUs.ShouldBeNull();
    }

    [Fact]
    public void TrialsThatCountNothing_AreBoundedInNumber()
    {
        var trials = new SearchedTrials(Usual with { Trials = 7 }, _ => Any, TimeProvider.System);
        var numbers = new List<int>();
        while (trials.Next() is { } trial)
        {
            numbers.Add(trial.Number);
            trial.Parameters["server.close.after"].ShouldBe("0us");
            trials.Ended(new TrialSummary { Complete = true });
        }

        numbers.ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        (trials.Found.Ended, trials.Found.LowerUs, trials.Found.UpperUs).ShouldBe((SearchEnd.Trials, null, null));
    }

    [Fact]
    public void WhenTheTimeIsOver_NoFurtherTrialBegins_AndWhatWasFoundStays()
    {
        var clock = new FakeTimeProvider();
        var trials = new SearchedTrials(Usual with { Within = TimeSpan.FromSeconds(10) }, _ => Any, clock);

        trials.Next().ShouldNotBeNull();
        trials.Found.Ended.ShouldBe(SearchEnd.Unfinished);
        trials.Ended(ShareCurveTests.Trial(1, 1000, 0));
        clock.Advance(TimeSpan.FromSeconds(10));

        trials.Next().ShouldBeNull();
        (trials.Found.Ended, trials.Found.LowerUs, trials.Found.Connections).ShouldBe((SearchEnd.Time, 0, 1000));
    }

    private static Scenario Any { get; } = new() { Name = "any", Server = new(), Client = new() { Like = "curl" }, Load = [] };

    // A logistic in the logarithm of the delay.
    private static Func<double, double> Falling(double middle, double spread) => delay => 1 / (1 + Math.Pow(delay / middle, 1 / spread));

    private static (ThresholdSummary Found, int Trials) Search(ThresholdOptions options, Func<double, double> truth, int perTrial, int seed)
    {
        var random = new Random(seed);
        var search = new ThresholdSearch(options);
        var trials = 0;
        while (search.Next() is { } delay)
        {
            (++trials).ShouldBeLessThan(MostTrials, "the search does not end");
            var share = truth(delay.TotalMicroseconds);
            search.Add(Enumerable.Range(0, perTrial).Count(_ => random.NextDouble() < share), perTrial);
        }

        return (search.Summary(), trials);
    }
}
