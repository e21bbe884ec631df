using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Checking;
using Harness.Reporting.Checking;
using Harness.Tests.Pure.Terminal;
using static Harness.Tests.Pure.Checking.ExampleMeasurement;

namespace Harness.Tests.Pure.Checking;

/// <summary>A loss that is larger than the margin and not certain is no alarm, and nobody is told that all is well.</summary>
public sealed class UncertainSpeedTests
{
    // Slower by just more than the margin of 10 %.
    private static readonly CheckReport Unsure = Judge(Timed(12), Timed(6, speed: 0.86, noise: 0.05));

    [Fact]
    public void ItIsSaidWithItsProbability_AndWithTheOneThatAnAlarmNeeds()
    {
        var metric = Unsure.Scenarios[0].Metrics.Single(m => m.Name == "rates.connections_per_second");

        (metric.Outcome, metric.Uncertain, Unsure.Verdict).ShouldBe((MetricOutcome.Passed, true, Verdict.Passed));
        metric.Change.ShouldNotBeNull().ShouldBeLessThan(-0.1);
        var percent = FormattableString.Invariant($"{-metric.Change.Value * 100:0.#} % slower, not certain ");
        var p = $"(p = {Format.Probability(metric.Probability!.Value)}, needs {Format.Probability(metric.AlarmAt!.Value)})";
        metric.Message.ShouldContain(percent + p);
        MarkdownSummary.Text(Unsure).ShouldContain(percent + p);
        Shown(Unsure).Words.ShouldContain(percent + p);
    }

    [Fact]
    public void MarkdownAndTerminal_Warn_AndGiveNoTick()
    {
        var text = MarkdownSummary.Text(Unsure);

        text.ShouldStartWith("### ⚠️ TIME_WAIT check: 1 of 1 scenario may be slower, which is not certain\n");
        text.ShouldContain(" not certain, 1");
        text.Split('\n').Where(l => l.Contains("slower", StringComparison.Ordinal)).ShouldAllBe(l => !l.Contains('✅'));
        Shown(Unsure).Lines[0].ShouldStartWith("unsure  example  2 not certain, 1");
        Shown(Unsure).Words.ShouldContain("unsure 1 of 1 scenario may be slower; a larger --repeat can tell");
        Shown(Unsure).Text.ShouldNotContain("as in the baselines");
    }

    [Fact]
    public void ALossWithinTheMargin_IsAsInTheBaseline()
    {
        var report = Judge(Timed(12), Timed(6, speed: 0.97));

        report.Scenarios[0].IsUncertain.ShouldBeFalse();
        MarkdownSummary.Text(report).ShouldStartWith("### ✅");
    }

    [Fact]
    public void TheSpeeds_AreListed_TheWorstFirst_WithoutAChart()
    {
        var text = MarkdownSummary.Text(Judge(Timed(12), Timed(6, speed: 0.97)));

        text.ShouldNotContain("mermaid");
        text.ShouldContain("| ✅ | `example` connections per second | ");
        text.ShouldContain("| ✅ | `example` whole connection, median | ");
        text.IndexOf("% slower", StringComparison.Ordinal).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(0.0000539, "0.000054")]
    [InlineData(0.0005, "0.0005")]
    [InlineData(0.25, "0.25")]
    [InlineData(1, "1")]
    public void AProbability_HasTwoDigitsThatMatter(double probability, string expected) =>
        Format.Probability(probability).ShouldBe(expected);

    private static Screen Shown(CheckReport report) => Screen.Of(console => CheckView.Print(console, report, "results/check", "update"));
}
