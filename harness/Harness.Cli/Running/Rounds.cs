using Harness.Cli.Commands;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Running;

/// <summary>Runs plans in rounds, A B A B ..., so that whatever disturbs the machine meets all of them alike.</summary>
internal static class Rounds
{
    /// <summary>Runs the plans of each round in their order.</summary>
    /// <returns>The runs in the order they ended; not all of them when <c>End</c> is not <see cref="RunEnd.Complete"/>.</returns>
    /// <exception cref="MachineException">
    /// A program is missing, or this machine cannot run the first of them; nothing was started.
    /// </exception>
    public static async Task<(RunEnd End, IReadOnlyList<RoundRun> Runs)> RunAsync(
        IReadOnlyList<IReadOnlyList<RunPlan>> rounds, RunSession session)
    {
        foreach (var plan in rounds.SelectMany(round => round).Distinct(ReferenceEqualityComparer.Instance).Cast<RunPlan>())
        {
            ScenarioRun.RequireNeeds(plan);
        }

        var runs = new List<RoundRun>();
        foreach (var (round, plans) in rounds.Index())
        {
            foreach (var (position, plan) in plans.Index())
            {
                if (!session.IsQuiet)
                {
                    Console.Error.WriteLine(
                        $"round {round + 1} of {rounds.Count}, run {position + 1} of {plans.Count}: {NameOf(plan)}");
                }

                try
                {
                    var run = await session.RunAsync(plan, drawsReport: false);
                    runs.Add(new RoundRun(round + 1, run));
                    if (run.End != RunEnd.Complete)
                    {
                        return (run.End, runs);
                    }
                }
                catch (Exception e) when (runs.Count > 0 && RunFailure.IsForeseen(e))
                {
                    // What earlier runs measured is worth keeping, although this one could not begin or end.
                    ExitCodes.Report(e, plan.Scenario.Name);
                    return (RunFailure.EndOf(e), runs);
                }
            }
        }

        return (RunEnd.Complete, runs);
    }

    // The cells of a matrix are one scenario: their values tell them apart.
    private static string NameOf(RunPlan plan) =>
        string.Join(", ", plan.Settings.Where(s => s.Option == ComparedThings.MatrixOption).Select(s => s.Value)) is { Length: > 0 } cell
            ? cell
            : plan.Scenario.Name;
}

/// <summary>One run of a round.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Run">The run.</param>
internal sealed record RoundRun(int Round, SessionRun Run);
