using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Cli;
using Harness.Cli.Checking;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Checking;

/// <summary>The order of a check: every plan as often as its judgement needs, and a control beside each that is timed.</summary>
public sealed class ScheduleProperties
{
    private static readonly ScenarioPlanner Planner = new(Home.Vocabulary);

    private static readonly RunPlan Example = Planner.Plan(
        "name: example\nserver: {}\nclient: { like: curl }\nload: [{ iterations_for_constant: { copies: 1, iterations: 1 } }]\n", "test");

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void EveryPlan_RunsAsOftenAsItsJudgementNeeds_AtMostOnceARound(Check check)
    {
        var schedule = check.Schedule();
        var times = schedule.Order.SelectMany(round => round).CountBy(plan => plan).ToDictionary();

        for (var plan = 0; plan < schedule.Plans.Count; plan++)
        {
            times[plan].ShouldBe(plan >= check.Timed.Count || check.Timed[plan] ? check.Rounds : check.StructuralRounds, $"plan {plan}");
        }

        times.Count.ShouldBe(schedule.Plans.Count, "nothing else runs");
        schedule.Order.ShouldAllBe(round => round.Distinct().Count() == round.Count);
        schedule.Order.Count.ShouldBe(check.Timed.Contains(true) ? Math.Max(check.Rounds, check.StructuralRounds) : check.StructuralRounds);
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void EveryTimedPlan_StandsBesideItsControl_OnTheSameNetwork(Check check)
    {
        var schedule = check.Schedule();

        for (var plan = 0; plan < check.Timed.Count; plan++)
        {
            schedule.ControlOf(plan).HasValue.ShouldBe(check.Timed[plan]);
            if (schedule.ControlOf(plan) is { } control)
            {
                NetworkOf(schedule.Plans[control]).ShouldBe(NetworkOf(schedule.Plans[plan]));
                schedule.Order.Where(round => round.Contains(plan))
                    .ShouldAllBe(round => Math.Abs(Place(round, plan) - Place(round, control)) == 1);
            }
        }

        // Two share one, so there are as few as can be.
        var shared = Enumerable.Range(0, check.Timed.Count).Where(i => check.Timed[i]).GroupBy(i => NetworkOf(schedule.Plans[i]))
            .Sum(g => (g.Count() + 1) / 2);
        schedule.Plans.Count.ShouldBe(check.Timed.Count + shared);
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void TimedPlans_RunInTurnsFromEitherEnd(Check check)
    {
        var timed = check.Schedule().Order.Select(round => round.Where(plan => plan >= check.Timed.Count || check.Timed[plan]).ToList())
            .Where(round => round.Count > 0).ToList();

        foreach (var (first, second) in timed.Zip(timed.Skip(1)))
        {
            second.ShouldBe(Enumerable.Reverse(first));
        }
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void TheSameCheck_HasTheSameOrderTwice(Check check)
    {
        var (one, two) = (check.Schedule(), check.Schedule());

        two.Order.ShouldBe(one.Order);
        two.Plans.Select(p => p.ScenarioText).ShouldBe(one.Plans.Select(p => p.ScenarioText));
    }

    private static int Place(IReadOnlyList<int> round, int plan) => round.ToList().IndexOf(plan);

    private static (NetworkKind Network, IpVersion Ip, TimeSpan? Rtt) NetworkOf(RunPlan plan) =>
        (plan.Scenario.Network, plan.Scenario.Ip, plan.Scenario.Link?.Rtt);

    public sealed record Check(IReadOnlyList<bool> Timed, IReadOnlyList<int> Networks, int Rounds, int StructuralRounds)
    {
        internal Schedule Schedule() => new([.. Networks.Select(PlanOn)], i => Timed[i], Rounds, StructuralRounds, Planner);

        // One of six networks: IPv4 or IPv6, without a link, or across one of 1 or 2 ms.
        private static RunPlan PlanOn(int network) => Example with
        {
            Scenario = Example.Scenario with
            {
                Ip = network % 2 == 0 ? IpVersion.V4 : IpVersion.V6,
                Link = network / 2 is > 0 and var ms ? new() { Rtt = TimeSpan.FromMilliseconds(ms) } : null,
            },
        };
    }

    private static class Generated
    {
        public static Arbitrary<Check> Checks() => (
            from count in Gen.Choose(1, 6)
            from timed in ArbMap.Default.GeneratorFor<bool>().ListOf(count)
            from networks in Gen.Choose(0, 5).ListOf(count)
            from rounds in Gen.Choose(1, 12)
            from structural in Gen.Choose(1, 3)
            select new Check(timed, networks, rounds, structural)).ToArbitrary();
    }
}
