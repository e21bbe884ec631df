using Harness.Analysis.Laws;
using Harness.Protocol.Counting;

namespace Harness.Tests.Pure.Thresholds;

public sealed class CloseRaceTests
{
    private const double Near = 0.01;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(250, 0.75)]
    [InlineData(900, 0.1)]
    [InlineData(1000, 0)]
    [InlineData(5000, 0)]
    public void WithoutARoundTrip_TheServerIsFirstAsOftenAsTheThinkTimeIsLonger_AndNeverBoth(double delay, double server)
    {
        var shares = new CloseRace([Uniform(0, 1000)], TimeSpan.Zero).After(delay);

        shares.Server.ShouldBe(server, Near);
        shares.Client.ShouldBe(1 - server, Near);
        shares.Both.ShouldBe(0);
    }

    /// <summary>A client that needs up to 1 ms, at the other end of 20 ms there and back.</summary>
    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(500, 0.5, 0, 0.5)]
    [InlineData(10_000, 0, 0, 1)]
    [InlineData(20_500, 0, 0.5, 0.5)]
    [InlineData(40_000, 0, 1, 0)]
    public void WithARoundTrip_ThereAreThreeRegimes(double delay, double server, double client, double both)
    {
        var shares = new CloseRace([Uniform(20_000, 21_000)], TimeSpan.FromMilliseconds(20)).After(delay);

        // The histogram is exact to 0.8 % of 20 ms, which is 16 % of the client's millisecond.
        shares.Server.ShouldBe(server, 0.17);
        shares.Client.ShouldBe(client, 0.17);
        shares.Both.ShouldBe(both, 0.17);
        (shares.Server + shares.Client + shares.Both).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void AWaitThatIsLate_CountsAsItWas()
    {
        var race = new CloseRace([Uniform(0, 1000)], TimeSpan.Zero);

        // Half of the waits 0 to 1000 us long: the client is first in half of these races, and in none of the others.
        race.After([Uniform(0, 1000)]).Client.ShouldBe(0.5, Near);
        race.After([Uniform(0, 1000), Constant(0, 1000)]).Client.ShouldBe(0.25, Near);
        race.After([Constant(700, 10)]).Server.ShouldBe(race.After(700).Server, Near);
    }

    [Fact]
    public void SeveralThinkTimes_WeighAsMuchAsTheyCounted()
    {
        var race = new CloseRace([Constant(100, 300), Constant(900, 100)], TimeSpan.Zero);

        race.After(500).Client.ShouldBe(0.75, Near);
        race.After(500).Server.ShouldBe(0.25, Near);
    }

    [Fact]
    public void TheDifference_IsThatOfTheShareThatDiffersMost() =>
        new CloseShares(0.5, 0.3, 0.2).Difference(new CloseShares(0.4, 0.55, 0.05)).ShouldBe(0.25, 1e-9);

    internal static DurationSummary Uniform(int from, int to) =>
        Of(Enumerable.Range(0, 1000).Select(i => from + ((to - from) * (i + 0.5) / 1000)));

    internal static DurationSummary Constant(int microseconds, int count) => Of(Enumerable.Repeat((double)microseconds, count));

    private static DurationSummary Of(IEnumerable<double> microseconds)
    {
        var histogram = new Histogram();
        foreach (var value in microseconds)
        {
            histogram.Record((long)(value * 1000));
        }

        return DurationSummary.InDetail(histogram);
    }
}
