using System.Diagnostics;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Protocol.Contracts;
using Harness.Reporting;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary>Runs plans in rounds, A B A B ..., so that whatever disturbs the machine meets all of them alike.</summary>
internal static class Rounds
{
    /// <summary>Runs every plan once per round, each run in a result folder of its own.</summary>
    /// <param name="plans">In the order of each round.</param>
    /// <param name="rounds">At least 1.</param>
    /// <param name="output">The folder in which the result folders are made.</param>
    /// <param name="isQuiet">No progress on stderr.</param>
    /// <param name="interrupt">Stops it; what was measured is kept.</param>
    /// <returns>The runs in the order they ended; the last is incomplete when <c>End</c> is not <see cref="RunEnd.Complete"/>.</returns>
    /// <exception cref="MachineException">A program is missing, or this machine cannot run the first of them; nothing was started.</exception>
    public static Task<(RunEnd End, IReadOnlyList<RoundRun> Runs)> RunAsync(
        IReadOnlyList<RunPlan> plans, int rounds, IOutputFolder output, bool isQuiet, CancellationToken interrupt) =>
        RunAsync(plans, [.. Enumerable.Repeat(Enumerable.Range(0, plans.Count).ToList(), rounds)], output, isQuiet, interrupt);

    /// <summary>Runs, round by round, the plans that <paramref name="order"/> names by their position; in all else as the other.</summary>
    public static async Task<(RunEnd End, IReadOnlyList<RoundRun> Runs)> RunAsync(
        IReadOnlyList<RunPlan> plans, IReadOnlyList<IReadOnlyList<int>> order, IOutputFolder output, bool isQuiet, CancellationToken interrupt)
    {
        plans.ToList().ForEach(ScenarioRun.RequireNeeds);
        var runs = new List<RoundRun>();
        foreach (var (round, indices) in order.Index())
        {
            foreach (var (position, index) in indices.Index())
            {
                var plan = plans[index];
                if (!isQuiet)
                {
                    Console.Error.WriteLine($"round {round + 1} of {order.Count}, run {position + 1} of {indices.Count}: {plan.Scenario.Name}");
                }

                var started = Stopwatch.GetTimestamp();
                using var folder = ResultFolder.Create(output);
                using var progress = Progress.Create(isQuiet);
                try
                {
                    var (end, summary) = await new ScenarioRun(plan, AgentPrograms.For(plan), new Observers(folder, progress), folder.Log, TimeProvider.System).RunAsync(interrupt);
                    runs.Add(new RoundRun(round + 1, index, folder.Path, summary, Stopwatch.GetElapsedTime(started)));
                    if (end != RunEnd.Complete)
                    {
                        return (end, runs);
                    }
                }
                catch (Exception e) when (runs.Count > 0 && e is (OperationCanceledException or MachineException or IOException or UnauthorizedAccessException))
                {
                    // What earlier runs measured is worth keeping, although this one could not begin or end.
                    progress.Dispose();
                    return (Failures.Report(e, plan.Scenario.Name) == ExitCode.Interrupted ? RunEnd.Interrupted : RunEnd.BrokeOff, runs);
                }
            }
        }

        return (RunEnd.Complete, runs);
    }
}

/// <summary>One run of a round.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Plan">Which plan, by its position.</param>
/// <param name="Folder">Its result folder.</param>
/// <param name="Summary">Its figures.</param>
/// <param name="Took">How long it took, from its start to its last file.</param>
internal sealed record RoundRun(int Round, int Plan, string Folder, RunSummary Summary, TimeSpan Took);
