using Harness.Analysis.Checking;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Checking;

/// <summary>
/// What a check runs, and in which order. Scenarios whose speed is judged run in every round. Two of one network have the control between
/// them, and every second round runs backwards. The others run only as often as structural metrics need.
/// </summary>
internal sealed class Schedule
{
    // Two plans may be equal in all that they say.
    private readonly Dictionary<RunPlan, RunPlan> controlOf = new(ReferenceEqualityComparer.Instance);

    /// <param name="timed">The scenarios whose speed is judged.</param>
    /// <param name="others">The other scenarios.</param>
    /// <param name="rounds">For speed.</param>
    /// <param name="structuralRounds">For all else.</param>
    /// <param name="planner">Plans the control.</param>
    public Schedule(
        IReadOnlyList<RunPlan> timed, IReadOnlyList<RunPlan> others, int rounds, int structuralRounds, ScenarioPlanner planner)
    {
        var inTurn = new List<RunPlan>();
        foreach (var pair in timed.GroupBy(p => NetworkOf(p.Scenario)).SelectMany(network => network.Chunk(2)))
        {
            var control = ControlScenario.For(pair[0].Scenario, planner);
            inTurn.AddRange([pair[0], control, .. pair.Skip(1)]);
            Array.ForEach(pair, plan => controlOf[plan] = control);
        }

        Rounds = [.. Enumerable.Range(0, timed.Count == 0 ? structuralRounds : Math.Max(rounds, structuralRounds)).Select(Round)];

        IReadOnlyList<RunPlan> Round(int round) =>
        [
            .. round < structuralRounds ? others : [],
            .. round >= rounds ? [] : round % 2 == 0 ? inTurn : Enumerable.Reverse(inTurn),
        ];
    }

    /// <summary>What each round runs, in its order.</summary>
    public IReadOnlyList<IReadOnlyList<RunPlan>> Rounds { get; }

    /// <summary>The control beside a scenario; null when its speed is not judged.</summary>
    public RunPlan? ControlOf(RunPlan plan) => controlOf.GetValueOrDefault(plan);

    private static (NetworkKind Network, IpVersion Ip, TimeSpan? Rtt) NetworkOf(Scenario scenario) =>
        (scenario.Network, scenario.Ip, scenario.Link?.Rtt);
}
