using System.Diagnostics;
using Harness.Protocol.Contracts;
using Harness.Scenarios.Pacing;

namespace Harness.Clients.Pacing;

/// <summary>Carries out the steps of a load, one after the other.</summary>
/// <param name="plan">The load, and which share of it is this client's.</param>
/// <param name="delay">Keeps the due times.</param>
/// <param name="workers">For closed steps.</param>
/// <param name="inject">For open steps: starts the connection that was due at the given timestamp, without blocking.</param>
/// <param name="stop">Ends the load with OperationCanceledException.</param>
internal sealed class Pacer(LoadPlan plan, IPreciseDelay delay, WorkerPool workers, Action<long> inject, CancellationToken stop)
{
    // Where the next step begins: where the one before was to end, not where it did, so that being late does not add up.
    private long begin = Stopwatch.GetTimestamp();

    /// <summary>Completes when the last step is over; connections may still be open.</summary>
    public async Task RunAsync()
    {
        var level = LoadLevel.None;
        foreach (var (index, step) in plan.Steps.Index())
        {
            // A seed for each step: two steps with the same numbers are not to have the same moments.
            await RunAsync(step.Schedule(level, unchecked(plan.Seed + index), plan.Share));
            level = step.Facts(level).End;
        }
    }

    private Task RunAsync(StepSchedule schedule) => schedule switch
    {
        StepSchedule.Count s => OpenAsync(s),
        StepSchedule.Workers s => KeepAsync(s),
        StepSchedule.DueTimes s => InjectAsync(s),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "no such schedule"),
    };

    private async Task OpenAsync(StepSchedule.Count step)
    {
        if (step.Connections > 0)
        {
            await workers.OpenAsync(step.Copies, step.Connections);
        }

        begin = Stopwatch.GetTimestamp();
    }

    private async Task KeepAsync(StepSchedule.Workers step)
    {
        workers.SetLevel(step.From);
        foreach (var (at, number) in step.Changes)
        {
            await UntilAsync(begin + at);
            workers.SetLevel(number);
        }

        await EndStepAsync(step.During);
    }

    private async Task InjectAsync(StepSchedule.DueTimes step)
    {
        workers.SetLevel(0);
        foreach (var due in step.Moments)
        {
            // What follows runs on the timer's thread: it hands the connection over and waits for the next.
            await delay.UntilAsync(begin + due, stop);
            inject(begin + due);
        }

        await EndStepAsync(step.During);
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
