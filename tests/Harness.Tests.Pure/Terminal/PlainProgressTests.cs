using System.Globalization;
using Harness.Analysis.Running;
using Harness.Cli.Terminal;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Trials;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a log shows of a run: a line a second.</summary>
public sealed class PlainProgressTests : IDisposable
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider clock = new();
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly PlainProgress progress;
    private double elapsed;

    public PlainProgressTests() => progress = new(output, clock);

    public void Dispose()
    {
        progress.Dispose();
        output.Dispose();
    }

    [Fact]
    public void ALine_SaysWhereTheRunIs_AndWhoHoldsTimeWait()
    {
        var plan = ExampleSamples.Plan(trials: 2);
        progress.RunStarted(plan, default);
        progress.PhaseStarted(plan.Trials[1], Phase.Load);
        progress.Sampled(plan.Trials[1], Phase.Load, ExampleSamples.Of(Tier.Server, at: 1.5, timeWait: 1234));
        progress.Sampled(plan.Trials[1], Phase.Load, ExampleSamples.Of(Tier.Client, at: 1.5, timeWait: 7, completed: 5678, failed: 9));
        progress.Warned(new("code", "The ports may run out", "Widen the range"));

        output.ToString().ShouldBe(
            """
            example: 2 trials
            example 2/2 load         1.5 s  connections    5,678, failed 9; TIME_WAIT server 1,234, client 7
            warning: The ports may run out; Widen the range

            """);
    }

    [Fact]
    public void TenSamplesASecond_MakeOneLineASecond_AndTheFirstAtOnce()
    {
        var trial = Start();

        Samples(trial, 35);

        Seconds().ShouldBe([0.1, 1.1, 2.1, 3.1]);
    }

    [Fact]
    public void ASideAlone_MakesNoLine()
    {
        var trial = Start();

        for (var second = 0; second < 5; second++)
        {
            clock.Advance(10 * Tenth);
            progress.Sampled(trial, Phase.Load, ExampleSamples.Of(Tier.Client));
        }

        Seconds().ShouldBeEmpty();
    }

    [Fact]
    public void ANewPhase_HasItsFirstLineAtOnce()
    {
        var trial = Start();
        Samples(trial, 4);

        progress.PhaseStarted(trial, Phase.Settle);
        Samples(trial, 4);

        Seconds().ShouldBe([0.1, 0.5]);
    }

    [Fact]
    public void TrialsSideBySide_ShareTheOneLineASecond()
    {
        var plan = ExampleSamples.Plan(trials: 2, atOnce: 2);
        progress.RunStarted(plan, default);

        for (var change = 0; change < 12; change++)
        {
            var trial = plan.Trials[change % 2];
            progress.PhaseStarted(trial, Phase.Load);
            Samples(trial, 1);
        }

        Seconds().ShouldBe([0.1, 1.1]);
    }

    private TrialPlan Start()
    {
        var plan = ExampleSamples.Plan();
        progress.RunStarted(plan, default);
        progress.PhaseStarted(plan.Trials[0], Phase.Load);
        return plan.Trials[0];
    }

    private void Samples(TrialPlan trial, int tenths)
    {
        for (var tenth = 0; tenth < tenths; tenth++)
        {
            clock.Advance(Tenth);
            elapsed += 0.1;
            progress.Sampled(trial, Phase.Load, ExampleSamples.Of(Tier.Server, elapsed));
            progress.Sampled(trial, Phase.Load, ExampleSamples.Of(Tier.Client, elapsed));
        }
    }

    // The second that each line of progress names.
    private IEnumerable<double> Seconds() => output.ToString().Split('\n')
        .Where(line => line.Contains(" s  connections", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], CultureInfo.InvariantCulture));
}
