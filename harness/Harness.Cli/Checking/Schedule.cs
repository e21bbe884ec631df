using Harness.Analysis.Checking;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Checking;

/// <summary>
/// What a check runs, and in which order. Scenarios whose speed is judged run in every round, two of one network with the control between them,
/// in turns from either end; the others only as often as structural metrics need.
/// </summary>
internal sealed class Schedule
{
    private readonly Dictionary<int, int> controlOf = [];
    private readonly List<RunPlan> plans;

    /// <param name="plans">The scenarios.</param>
    /// <param name="isTimed">Which of them, by position, have their speed judged.</param>
    /// <param name="rounds">For speed.</param>
    /// <param name="structuralRounds">For all else.</param>
    /// <param name="planner">Plans the control.</param>
    public Schedule(IReadOnlyList<RunPlan> plans, Func<int, bool> isTimed, int rounds, int structuralRounds, ScenarioPlanner planner)
    {
        this.plans = [.. plans];
        var timed = new List<int>();
        foreach (var network in Enumerable.Range(0, plans.Count).Where(isTimed).GroupBy(i => NetworkOf(plans[i].Scenario)))
        {
            foreach (var pair in network.Chunk(2))
            {
                var control = this.plans.Count;
                this.plans.Add(ControlScenario.Beside(plans[pair[0]].Scenario, planner));
                timed.AddRange([pair[0], control, .. pair.Skip(1)]);
                Array.ForEach(pair, i => controlOf[i] = control);
            }
        }

        int[] others = [.. Enumerable.Range(0, plans.Count).Where(i => !isTimed(i))];
        Order = [.. Enumerable.Range(0, timed.Count == 0 ? structuralRounds : Math.Max(rounds, structuralRounds))
            .Select(round => (int[])[.. round < structuralRounds ? others : [], .. round >= rounds ? [] : round % 2 == 0 ? timed : Enumerable.Reverse(timed)])];
    }

    /// <summary>The scenarios, and behind them the controls.</summary>
    public IReadOnlyList<RunPlan> Plans => plans;

    /// <summary>Per round, positions in <see cref="Plans"/>.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Order { get; }

    /// <summary>The position of the control beside a scenario; null when its speed is not judged.</summary>
    public int? ControlOf(int plan) => controlOf.TryGetValue(plan, out var control) ? control : null;

    private static (NetworkKind Network, IpVersion Ip, TimeSpan? Rtt) NetworkOf(Scenario scenario) => (scenario.Network, scenario.Ip, scenario.Link?.Rtt);
}
