using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Pages;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Of a load that is over before five samples there is no curve of its rate: it would show when samples were taken.</summary>
public sealed class ShortLoadTests
{
    [Theory]
    [InlineData(0, "No curve: 0 samples were taken during the load")]
    [InlineData(1, "No curve: 1 sample was taken during the load")]
    [InlineData(4, "No curve: 4 samples were taken during the load")]
    public void FewerThanFiveSamples_AreNoCurve_AndThePageSaysWhy(int samples, string why)
    {
        var trial = Trial(samples);

        RateChart.Build(trial).ShouldBeNull();
        RunCharts.Of([trial], null).ShouldNotContain(c => c.Id == "rate");
        var page = TrialSection.Render(trial, isOneOfSeveral: false, hasPictures: false).ToString();
        page.ShouldContain(why);
        page.ShouldNotContain("data-chart=\"rate\"");
    }

    [Fact]
    public void FiveSamples_AreACurve_WithoutAWordOfWhyNot()
    {
        var trial = Trial(5);

        // One for each sample, and the first one after the load, which has what ended since.
        RateChart.Build(trial).ShouldNotBeNull().Lines.Single(l => l.Name.Contains("completed", StringComparison.Ordinal)).Points.Count
            .ShouldBe(6);
        TrialSection.Render(trial, isOneOfSeveral: false, hasPictures: false).ToString().ShouldNotContain("No curve");
    }

    [Fact]
    public void ASampleRightAfterAnother_MakesNoPeak()
    {
        var rates = RateChart.Build(Trial(20, lastAfter: 0.001)).ShouldNotBeNull()
            .Lines.Single(l => l.Name.Contains("completed", StringComparison.Ordinal)).Points;

        rates.Count.ShouldBe(20);
        rates.ShouldAllBe(p => p.Y >= 999 && p.Y <= 2_000);
    }

    private static TrialRecord Trial(int samplesInTheLoad, double lastAfter = 0.1)
    {
        var phases = Enumerable.Repeat(Phase.Load, samplesInTheLoad).Prepend(Phase.Prepare).Append(Phase.Settle);
        return TrialRecord.Of(new RunRecord
        {
            Folder = "x",
            Samples =
            [
                .. phases.Select((phase, i) => new SampleRow
                {
                    Trial = 1,
                    Phase = phase,
                    Sample = new()
                    {
                        Tier = Tier.Client, ElapsedSeconds = phase == Phase.Settle ? ((i - 1) * 0.1) + lastAfter : i * 0.1, States = new(),
                        Connections = new() { Opened = i * 100, Completed = i * 100 },
                    },
                }),
            ],
        }).Single();
    }
}
