using System.Collections.Concurrent;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Machine;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Running;

/// <summary>The runs of one <c>run</c> command: those that only wait side by side, the others one after the other.</summary>
/// <param name="plans">What was asked for, in the order in which it was named.</param>
/// <param name="isJson">True: stdout gets nothing while they run.</param>
internal sealed class RunBatch(IReadOnlyList<RunPlan> plans, bool isJson)
{
    // Each trial is two processes that take a good part of a second to start.
    private const int TrialsPerProcessor = 3;

    // These do nothing for most of their minutes.
    private const int LongTrialsPerProcessor = 16;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<RunPlan, SessionRun> runs = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<RunPlan, NotRun> notRun = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those that ran, in the order named.</summary>
    public IReadOnlyList<SessionRun> Runs => [.. plans.Where(runs.ContainsKey).Select(p => runs[p])];

    /// <summary>Those that did not, in the order named.</summary>
    public IReadOnlyList<NotRun> NotRun => [.. plans.Where(notRun.ContainsKey).Select(p => notRun[p])];

    /// <summary>Leaves out, and says, what this kernel cannot run.</summary>
    /// <returns>What is left.</returns>
    public IReadOnlyList<RunPlan> Runnable()
    {
        foreach (var plan in plans)
        {
            if (plan.Scenario.Network != NetworkKind.Hosts && KernelNeeds.Missing(plan.Scenario) is { } why)
            {
                Console.Error.WriteLine($"{plan.Scenario.Name}: skipped, {why}");
                notRun[plan] = new(plan.Scenario.Name, why, IsSkipped: true);
            }
        }

        return [.. plans.Where(p => !notRun.ContainsKey(p))];
    }

    /// <summary>Runs them, and prints each when it has ended.</summary>
    /// <returns>The worst that happened.</returns>
    public async Task<ExitCode> RunAsync(IReadOnlyList<RunPlan> runnable, RunSession session, CancellationToken interrupt)
    {
        // Those that only wait for the kernel's clocks disturb nobody; the others each have the machine for themselves.
        List<RunPlan> beside = [.. runnable.Where(p => p.Scenario.AtOnce > 1)];
        beside = beside.Count > 1 ? beside : [];
        using var places = new SemaphoreSlim(TrialsPerProcessor * Environment.ProcessorCount);
        using var longPlaces = new SemaphoreSlim(LongTrialsPerProcessor * Environment.ProcessorCount);
        var worst = (await Task.WhenAll(beside.Select(p => RunOneAsync(session, p, WaitsLong(p.Scenario) ? longPlaces : places))))
            .Aggregate(ExitCode.Success, Worse);
        List<RunPlan> alone = [.. runnable.Except(beside)];
        foreach (var (index, plan) in alone.Index())
        {
            if (interrupt.IsCancellationRequested)
            {
                alone[index..].ForEach(p => notRun[p] = new(p.Scenario.Name, "interrupted", IsSkipped: false));
                Console.Error.WriteLine(
                    $"harness: interrupted; not run: {string.Join(", ", alone.Skip(index).Select(p => p.Scenario.Name))}");
                return ExitCode.Interrupted;
            }

            worst = Worse(worst, await RunOneAsync(session, plan));
        }

        return worst;
    }

    private static bool WaitsLong(Scenario scenario) =>
        scenario.Sample.Until == SampleUntil.Drained
        || scenario.Load.Facts().Any(f => f.Duration >= Long)
        || scenario.Then.OfType<ThenStep.StartServer>().Any(s => s.RetryFor >= Long);

    private async Task<ExitCode> RunOneAsync(RunSession session, RunPlan plan, SemaphoreSlim? places = null)
    {
        try
        {
            var run = await session.RunAsync(plan, drawsReport: true, places);
            runs[plan] = run;
            lock (runs)
            {
                if (!isJson)
                {
                    SummaryView.Print(Output.Console, plan, run.Summary, run.Report, run.Diagrams, run.Hosts);
                }
            }

            var code = ExitCodes.Of(run.End, run.Summary.Verdict);
            return run.Unwritten is { } full ? Worse(code, ExitCodes.Report(full, plan.Scenario.Name)) : code;
        }
        catch (Exception e) when (RunFailure.IsForeseen(e))
        {
            // The other scenarios may still be able to run.
            notRun[plan] = new(plan.Scenario.Name, e.Message, IsSkipped: false);
            return ExitCodes.Report(e, plan.Scenario.Name);
        }
    }

    private static ExitCode Worse(ExitCode a, ExitCode b) => (ExitCode)Math.Max((int)a, (int)b);
}
