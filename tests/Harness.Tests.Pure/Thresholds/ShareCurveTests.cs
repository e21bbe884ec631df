using Harness.Analysis.Results;
using Harness.Analysis.Thresholds;

namespace Harness.Tests.Pure.Thresholds;

public sealed class ShareCurveTests
{
    private const string After = "server.close.after";

    [Fact]
    public void TrialsOfTheSameDelay_AreAddedUp_AndDelaysAreSorted()
    {
        TrialSummary[] trials = [Trial(1, 10, 90, (After, "1ms")), Trial(2, 100, 0, (After, "0us")), Trial(3, 20, 80, (After, "1000us"))];
        var curve = ShareCurve.Of(trials).ShouldHaveSingleItem();

        curve.Key.ShouldBe(After);
        curve.Parameters.ShouldBeEmpty();
        curve.Points.Select(p => (p.Delay.TotalMilliseconds, p.Closed.Server, p.Closed.Client)).ShouldBe([(0, 100, 0), (1, 30, 170)]);
    }

    [Fact]
    public void AnotherParameter_MakesACurveOfItsOwn()
    {
        var curves = ShareCurve.Of(
        [
            Trial(1, 9, 1, (After, "0us"), ("client.like", "curl")), Trial(2, 8, 2, (After, "0us"), ("client.like", "siege")),
            Trial(3, 1, 9, (After, "1ms"), ("client.like", "curl")), Trial(4, 2, 8, (After, "1ms"), ("client.like", "siege")),
        ]);

        curves.Select(c => c.Parameters["client.like"]).ShouldBe(["curl", "siege"]);
        curves[0].Points.Select(p => p.Closed.Server).ShouldBe([9, 1]);
        curves[1].Points.Select(p => p.Closed.Server).ShouldBe([8, 2]);
    }

    [Fact]
    public void OtherSweeps_HaveNoCurve()
    {
        ShareCurve.Of([Trial(1, 1, 0, ("client.like", "curl")), Trial(2, 1, 0, ("client.like", "ab"))]).ShouldBeEmpty();
        ShareCurve.Of([Trial(1, 1, 0, (After, "1ms")), Trial(2, 1, 0, (After, "1ms"))]).ShouldBeEmpty();
        ShareCurve.Of([Trial(1, 1, 0)]).ShouldBeEmpty();
    }

    [Fact]
    public void ATrialThatBrokeOff_IsNoPointOfACurve() =>
        ShareCurve.Of(
            [
                Trial(1, 1, 0, (After, "0us")),
                Trial(2, 1, 0, (After, "1ms")),
                Trial(3, 1, 0, (After, "2ms")) with { Complete = false },
            ])
            .ShouldHaveSingleItem().Points.Count.ShouldBe(2);

    [Fact]
    public void APrediction_StandsBesideWhatTheSweepSaw_AndSaysWhereTheyDiffer()
    {
        var leading = Trial(1, 0, 1000, ("server.close", "when_client_closes")) with { ThinkTimeUs = CloseRaceTests.Uniform(0, 1000) };
        TrialSummary[] trials =
        [
            leading,
            Trial(2, 990, 10, (After, "0us")) with { CloseDelayUs = CloseRaceTests.Constant(0, 1000) },
            // Asked for 500, really 600.
            Trial(3, 400, 600, (After, "500us")) with { CloseDelayUs = CloseRaceTests.Constant(600, 1000) },
            Trial(4, 300, 700, (After, "2ms")) with { CloseDelayUs = CloseRaceTests.Constant(2000, 1000) },
        ];

        var prediction = Predictions.Of(trials, TimeSpan.Zero).ShouldHaveSingleItem();

        prediction.Trials.ShouldBe([1]);
        prediction.Points.Select(p => p.DelayUs).ShouldBe([0, 500, 2000]);
        prediction.Points[0].Difference.ShouldBe(0.01, 0.005);
        (prediction.Points[1].Server, prediction.Points[1].Client, prediction.Points[1].Difference)
            .ShouldBe((0.4, 0.6, 0), new Within(0.01));
        (prediction.Points[2].Server, prediction.Points[2].Client, prediction.Points[2].Difference).ShouldBe((0, 1, 0.3), new Within(0.01));
        prediction.LargestDifference.ShouldBe(prediction.Points[2].Difference);
        Predictions.Of(trials[1..], TimeSpan.Zero).ShouldBeEmpty();
    }

    [Fact]
    public void EachCurve_HasThePredictionOfItsOwnClient_FromAllRepetitions()
    {
        TrialSummary Think(int number, string like, int us) =>
            Trial(number, 0, 10, ("server.close", "when_client_closes"), ("client.like", like)) with
            {
                ThinkTimeUs = CloseRaceTests.Constant(us, 10),
            };
        TrialSummary Sweep(int number, string like, int us) =>
            Trial(number, 5, 5, (After, $"{us}us"), ("client.like", like)) with { CloseDelayUs = CloseRaceTests.Constant(us, 10) };

        var predictions = Predictions.Of(
            [
                Think(1, "curl", 100),
                Think(2, "siege", 900),
                Sweep(3, "curl", 0),
                Sweep(4, "siege", 0),
                Sweep(5, "curl", 500),
                Sweep(6, "siege", 500),
                Think(7, "curl", 100),
            ],
            TimeSpan.Zero);

        predictions.Select(p => (p.Parameters["client.like"], string.Join(' ', p.Trials), p.Points[1].Server))
            .ShouldBe([("curl", "1 7", 0), ("siege", "2", 1)]);
    }

    internal static TrialSummary Trial(int number, long server, long client, params (string Key, string Value)[] parameters) => new()
    {
        Trial = number,
        Complete = true,
        Parameters = parameters.ToDictionary(p => p.Key, p => p.Value),
        ClosedFirst = new() { Server = server, Client = client },
    };

    private sealed class Within(double tolerance) : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < tolerance && Math.Abs(x.Item2 - y.Item2) < tolerance && Math.Abs(x.Item3 - y.Item3) < tolerance;

        public int GetHashCode((double, double, double) obj) => 0;
    }
}
