using Harness.Protocol;
using Harness.Reporting;
using Harness.Reporting.Charts;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Connections per second of several clients, which sample at different moments.</summary>
public sealed class RateOfSeveralNodesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void TheRateOfSeveralClients_IsSmooth_AndAddsUpToTheirConnections(int clients)
    {
        var perSecond = 50.0 * clients * (clients + 1);

        var rate = Completed(SeveralNodes.Trial(clients));

        rate.Where(p => p.X is > 0.5 and < 9.5).ShouldAllBe(p => Math.Abs(p.Y - perSecond) < 0.05 * perSecond);
        Integral(rate).ShouldBe(perSecond * 9.9, tolerance: clients);
    }

    [Fact]
    public void AClientThatIsLost_OpensNothingMore_AndWhatItOpenedCounts()
    {
        var samples = SeveralNodes.Samples(2).Where(r => r.Sample.Node != new NodeId("client-1") || r.Sample.ElapsedSeconds < 5.05);

        var rate = Completed(TrialRecord.Of(SeveralNodes.Run(samples)).Single());

        rate.Where(p => p.X is > 5.5 and < 9.5).ShouldAllBe(p => Math.Abs(p.Y - 200) < 20);
        Integral(rate).ShouldBe((4.9 * 100) + (9.9 * 200), tolerance: 2);
    }

    private static IReadOnlyList<Point> Completed(TrialRecord trial) =>
        RateChart.Build(trial)!.Lines.Single(l => l.Name == "completed").Points;

    // The samples of all begin at 0.
    private static double Integral(IReadOnlyList<Point> rate) =>
        rate.Zip(rate.Select(p => p.X).Prepend(0), (point, from) => point.Y * (point.X - from)).Sum();
}
