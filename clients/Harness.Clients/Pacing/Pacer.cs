using System.Diagnostics;
using Harness.Protocol.Contracts;
using Harness.Scenarios.Options;

namespace Harness.Clients.Pacing;

/// <summary>Carries out the steps of a load, one after the other.</summary>
/// <param name="delay">Keeps the due times.</param>
/// <param name="workers">For closed steps.</param>
/// <param name="inject">For open steps: starts the connection that was due at the given timestamp, without blocking.</param>
/// <param name="stop">Ends the load with OperationCanceledException.</param>
internal sealed class Pacer(IPreciseDelay delay, WorkerPool workers, Action<long> inject, CancellationToken stop)
{
    // Where the next step begins: where the one before was to end, not where it did, so that being late does not add up.
    private long begin = Stopwatch.GetTimestamp();
    private int copies;
    private Rate rate = Rate.Zero;

    /// <summary>Completes when the last step is over; connections may still be open.</summary>
    public async Task RunAsync(IReadOnlyList<LoadStep> steps)
    {
        foreach (var step in steps)
        {
            await (step switch
            {
                LoadStep.IterationsForConstant s => OpenAsync(s),
                LoadStep.KeepConstant s => KeepAsync(s.Copies, s.Copies, s.During),
                LoadStep.RampingConstant s => KeepAsync(copies, s.Copies, s.During),
                LoadStep.Inject s => InjectAsync(DueTimes(s), new(s.Rate, s.Interval), s.During),
                LoadStep.InjectRandom s => InjectAsync(DueTimes(s), new(s.MaxRate, s.Interval), s.During),
                LoadStep.IterationsForInject s => InjectAsync(DueTimes(s), new(s.Rate, s.Interval), s.During),
                LoadStep.RampingInject s => InjectAsync(InjectSchedule.DueTimes(rate, new(s.Rate, s.Interval), s.During), new(s.Rate, s.Interval), s.During),
                LoadStep.Pause s => InjectAsync([], Rate.Zero, s.During),
                _ => throw new ArgumentOutOfRangeException(nameof(steps), step, "no such step"),
            });
        }
    }

    private async Task OpenAsync(LoadStep.IterationsForConstant step)
    {
        await workers.OpenAsync(step.Copies, step.Iterations);
        (begin, copies, rate) = (Stopwatch.GetTimestamp(), step.Copies, Rate.Zero);
    }

    private async Task KeepAsync(int from, int to, TimeSpan during)
    {
        workers.SetLevel(from);
        foreach (var (at, number) in WorkerRamp.Changes(from, to, during))
        {
            await UntilAsync(begin + at);
            workers.SetLevel(number);
        }

        await EndStepAsync(during);
        (copies, rate) = (to, Rate.Zero);
    }

    private static IEnumerable<long> DueTimes(LoadStep.Inject step) => step.Spacing == Spacing.Even
        ? InjectSchedule.DueTimes(new(step.Rate, step.Interval), new(step.Rate, step.Interval), step.During)
        : InjectSchedule.InIntervals(() => step.Rate, step.Interval, step.Spacing, step.During);

    private static IEnumerable<long> DueTimes(LoadStep.InjectRandom step) =>
        InjectSchedule.InIntervals(() => Random.Shared.Next(step.MinRate, step.MaxRate + 1), step.Interval, step.Spacing, step.During);

    private static IEnumerable<long> DueTimes(LoadStep.IterationsForInject step) =>
        InjectSchedule.InIntervals(() => step.Rate, step.Interval, step.Spacing).Take(step.Iterations);

    private async Task InjectAsync(IEnumerable<long> dueTimes, Rate to, TimeSpan during)
    {
        workers.SetLevel(0);
        foreach (var due in dueTimes)
        {
            // What follows runs on the timer's thread: it hands the connection over and waits for the next.
            await delay.UntilAsync(begin + due, stop);
            inject(begin + due);
        }

        await EndStepAsync(during);
        (copies, rate) = (0, to);
    }

    private Task EndStepAsync(TimeSpan during)
    {
        begin += (long)during.TotalNanoseconds;
        return UntilAsync(begin);
    }

    private async Task UntilAsync(long timestamp)
    {
        await delay.UntilAsync(timestamp, stop);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
    }
}
