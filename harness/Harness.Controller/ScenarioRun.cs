using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Thresholds;
using Harness.Analysis.Trials;
using Harness.Controller.Launching;
using Harness.Controller.Logging;
using Harness.Controller.Machine;
using Harness.Controller.Thresholds;
using Harness.Controller.Trials;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Microsoft.Extensions.Logging;

namespace Harness.Controller;

/// <summary>Runs a plan, trial by trial, each on fresh nodes.</summary>
/// <param name="plan">What to run.</param>
/// <param name="agent">The command that starts an agent.</param>
/// <param name="observer">Is told everything.</param>
/// <param name="log">Is told what happens, for run.log.</param>
/// <param name="clock">Dates the run, measures its phases and bounds its waits.</param>
/// <param name="places">How many trials may still begin, shared by runs that go on side by side; null for one that is alone.</param>
public sealed class ScenarioRun(
    RunPlan plan, IReadOnlyList<string> agent, IRunObserver observer, ILogger log, TimeProvider clock, SemaphoreSlim? places = null)
{
    private readonly ILauncher here = plan.Scenario.Network == NetworkKind.Loopback
        ? new LoopbackLauncher(agent)
        : new NamespaceLauncher(agent);
    private readonly ITrialSource source = plan is { Probe: { } probe, Scenario.Threshold: { } threshold }
        ? new SearchedTrials(threshold, probe, clock)
        : new PlannedTrials(plan.Trials);

    // To start a side costs a good part of a second of a processor: that of one trial must not be what another measures.
    private static readonly SemaphoreSlim Starting = new(Environment.ProcessorCount);

    private readonly HashSet<string> warned = new(StringComparer.Ordinal);
    private readonly List<TrialSummary> trials = [];

    // Trials that run side by side tell the observer one at a time, too.
    private readonly Lock observing = new();
    private readonly TaskCompletionSource<bool> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset startedAt;
    private int? timeWaitBytes;

    /// <summary>Starts the nodes on hosts; null where they stand on this machine.</summary>
    public ILauncher? Hosts { get; init; }

    /// <summary>
    /// Finds every program and setting that a plan needs, so that several plans can be checked before the first is started.
    /// </summary>
    /// <exception cref="MachineException">One is not there.</exception>
    public static void RequireNeeds(RunPlan plan)
    {
        if (plan.Scenario.Network == NetworkKind.Hosts)
        {
            return;
        }

        KernelNeeds.Require(plan.Scenario);
        foreach (var program in ProgramsOf(plan))
        {
            KnownPrograms.Require(program);
        }
    }

    /// <summary>
    /// Runs all trials. The observer is first called when the first trial is prepared: a run that could not begin leaves
    /// nothing behind.
    /// </summary>
    /// <param name="interrupt">Stops it; what was measured is kept.</param>
    /// <returns>How it ended, and its figures.</returns>
    /// <exception cref="MachineException">This machine cannot run it; nothing was started.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before anything was measured.</exception>
    /// <exception cref="IOException">The results could not be written to their end.</exception>
    public async Task<(RunEnd End, RunSummary Summary)> RunAsync(CancellationToken interrupt)
    {
        startedAt = clock.GetUtcNow();
        RequireNeeds(plan);
        log.RunBegins(plan.Scenario.Name, plan.Extent, MachineFacts.Version);

        // The first that does not end well ends the others.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        var ends = await Task.WhenAll(Enumerable.Range(0, plan.Scenario.AtOnce).Select(lane => RunTrialsAsync(isFirst: lane == 0, stop)));
        var (end, why) = ends.FirstOrDefault(
            e => e.End == RunEnd.BrokeOff,
            ends.FirstOrDefault(e => e.End != RunEnd.Complete, (RunEnd.Complete, null)));
        return (end, Finish(why));
    }

    private async Task<(RunEnd End, string? Why)> RunTrialsAsync(bool isFirst, CancellationTokenSource stop)
    {
        // Before the first trial stands nothing may be left of the run.
        if (!isFirst && !await started.Task)
        {
            return (RunEnd.Complete, null);
        }

        try
        {
            while (Next() is { } trial)
            {
                var (end, why) = await RunInPlaceAsync(trial, stop.Token);
                if (end != RunEnd.Complete)
                {
                    await stop.CancelAsync();
                    return (end, why);
                }
            }

            return (RunEnd.Complete, null);
        }
        finally
        {
            started.TrySetResult(false);
        }
    }

    private static async Task<IReadOnlyList<NodeRecord>> PrepareAsync(Trial trial, CancellationToken interrupt)
    {
        await Starting.WaitAsync(interrupt);
        try
        {
            return await trial.PrepareAsync(interrupt);
        }
        finally
        {
            Starting.Release();
        }
    }

    private async Task<(RunEnd End, string? Why)> RunInPlaceAsync(TrialPlan trial, CancellationToken interrupt)
    {
        try
        {
            await (places?.WaitAsync(interrupt) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException interrupted) when (started.Task.IsCompleted)
        {
            return EndOf(interrupted);
        }

        try
        {
            return await RunTrialAsync(trial, interrupt);
        }
        finally
        {
            places?.Release();
        }
    }

    private TrialPlan? Next()
    {
        lock (observing)
        {
            return source.Next();
        }
    }

    private async Task<(RunEnd End, string? Why)> RunTrialAsync(TrialPlan trialPlan, CancellationToken interrupt)
    {
        var trial = new Trial(trialPlan, Hosts ?? here, new TrialLog(trialPlan, observer, log, warned, observing, clock), clock);
        var isStarted = started.Task.IsCompleted;
        Exception? failure = null;
        try
        {
            var nodes = await PrepareAsync(trial, interrupt);
            if (!isStarted)
            {
                var environment = await MachineFacts.ReadAsync(plan.Scenario.Network, ProgramsOf(plan), nodes, interrupt) with
                {
                    Hosts = trial.Hosts,
                };
                timeWaitBytes = environment.TimeWaitBytes;
                observer.RunStarted(plan, startedAt);
                isStarted = true;
                observer.EnvironmentKnown(environment);
                started.SetResult(true);
            }

            await trial.RunAsync(interrupt);
        }
        catch (Exception e) when (isStarted && RunFailure.IsForeseen(e))
        {
            failure = e;
        }
        finally
        {
            // Before the results are told: no sample may come after them.
            await trial.DisposeAsync();
        }

        var summary = trial.Summary(isComplete: failure is null, timeWaitBytes);
        lock (observing)
        {
            trials.Add(summary);
            source.Ended(summary);
            observer.TrialFinished(trialPlan, summary);
        }

        return failure is null ? (RunEnd.Complete, null) : EndOf(failure);
    }

    private static (RunEnd End, string Why) EndOf(Exception failure)
    {
        var end = RunFailure.EndOf(failure);
        return (end, end == RunEnd.Interrupted ? "interrupted" : failure.Message);
    }

    private static IReadOnlyList<string> ProgramsOf(RunPlan plan) => [.. plan.Trials
        .Select(t => t.Scenario)
        .Append(plan.Scenario)
        .SelectMany(t => new[] { t.Server.Program, t.Client.Program })
        .OfType<ProgramOptions>()
        .Select(p => p.Command[0])
        .Distinct(StringComparer.Ordinal)];

    private RunSummary Finish(string? brokeOff)
    {
        trials.Sort((a, b) => a.Trial.CompareTo(b.Trial));
        var summary = new RunSummary
        {
            Scenario = plan.Scenario.Name,
            StartedAt = startedAt,
            Verdict = brokeOff is null ? Judge.Verdict(trials) : Verdict.None,
            Complete = brokeOff is null,
            BrokeOff = brokeOff,
            Predictions = plan.Scenario.Predict ? Predictions.Of(trials, plan.Scenario.Link?.Rtt ?? TimeSpan.Zero) : [],
            Threshold = source.Found,
            Trials = trials,
        };
        log.RunEnds(brokeOff ?? $"{summary.Verdict}");
        observer.RunFinished(summary);
        return summary;
    }
}
