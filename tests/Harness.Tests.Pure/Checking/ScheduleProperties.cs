using System.Runtime.CompilerServices;
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

    // Two plans may be equal in all that they say.
    private static readonly IEqualityComparer<RunPlan> SamePlan =
        EqualityComparer<RunPlan>.Create(ReferenceEquals, RuntimeHelpers.GetHashCode);

    private static readonly RunPlan Example = Planner.Plan(
        "name: example\nserver: {}\nclient: { like: curl }\nload: [{ iterations_for_constant: { copies: 1, iterations: 1 } }]\n", "test");

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void EveryPlan_RunsAsOftenAsItsJudgementNeeds_AtMostOnceARound(Check check)
    {
        var schedule = check.Schedule();
        var times = schedule.Rounds.SelectMany(round => round).CountBy(plan => plan, SamePlan).ToDictionary(SamePlan);

        check.Timed.ShouldAllBe(plan => times[plan] == check.Rounds);
        check.Others.ShouldAllBe(plan => times[plan] == check.StructuralRounds);
        var controls = times.Keys.Except(check.Timed, SamePlan).Except(check.Others, SamePlan).ToList();
        controls.ShouldAllBe(plan => plan.Scenario.Name == "control" && times[plan] == check.Rounds);
        schedule.Rounds.ShouldAllBe(round => round.Distinct(SamePlan).Count() == round.Count);
        schedule.Rounds.Count.ShouldBe(
            check.Timed.Count > 0 ? Math.Max(check.Rounds, check.StructuralRounds) : check.StructuralRounds);
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void EveryTimedPlan_StandsBesideItsControl_OnTheSameNetwork(Check check)
    {
        var schedule = check.Schedule();

        check.Others.ShouldAllBe(plan => schedule.ControlOf(plan) == null);
        foreach (var plan in check.Timed)
        {
            var control = schedule.ControlOf(plan).ShouldNotBeNull();
            NetworkOf(control).ShouldBe(NetworkOf(plan));
            schedule.Rounds.Where(round => round.Contains(plan, SamePlan))
                .ShouldAllBe(round => Math.Abs(Place(round, plan) - Place(round, control)) == 1);
        }

        // Two share one, so there are as few as can be.
        check.Timed.Select(plan => schedule.ControlOf(plan)!).Distinct(SamePlan).Count()
            .ShouldBe(check.Timed.GroupBy(NetworkOf).Sum(network => (network.Count() + 1) / 2));
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void TimedPlans_RunInTurnsFromEitherEnd(Check check)
    {
        var timed = check.Schedule().Rounds.Select(round => round.Except(check.Others, SamePlan).ToList())
            .Where(round => round.Count > 0).ToList();

        foreach (var (first, second) in timed.Zip(timed.Skip(1)))
        {
            second.SequenceEqual(Enumerable.Reverse(first), SamePlan).ShouldBeTrue();
        }
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 50)]
    public void TheSameCheck_HasTheSameOrderTwice(Check check)
    {
        var (one, two) = (check.Schedule(), check.Schedule());

        Texts(two).ShouldBe(Texts(one));

        // A control is planned anew for each; everything else is the same object.
        List<string> Texts(Schedule schedule) =>
            [.. schedule.Rounds.SelectMany((round, i) => round.Select(p => $"{i} {check.IndexOf(p)} {p.ScenarioText}"))];
    }

    private static int Place(IReadOnlyList<RunPlan> round, RunPlan plan) => round.Index().Single(p => ReferenceEquals(p.Item, plan)).Index;

    private static (NetworkKind Network, IpVersion Ip, TimeSpan? Rtt) NetworkOf(RunPlan plan) =>
        (plan.Scenario.Network, plan.Scenario.Ip, plan.Scenario.Link?.Rtt);

    public sealed record Check(IReadOnlyList<RunPlan> Timed, IReadOnlyList<RunPlan> Others, int Rounds, int StructuralRounds)
    {
        public int IndexOf(RunPlan plan) => Timed.Concat(Others).ToList().FindIndex(p => ReferenceEquals(p, plan));

        internal Schedule Schedule() => new(Timed, Others, Rounds, StructuralRounds, Planner);
    }

    private static class Generated
    {
        public static Arbitrary<Check> Checks() => (
            from timed in Plans(0, 6)
            from others in Plans(timed.Count == 0 ? 1 : 0, 4)
            from rounds in Gen.Choose(1, 12)
            from structural in Gen.Choose(1, 3)
            select new Check(timed, others, rounds, structural)).ToArbitrary();

        private static Gen<IReadOnlyList<RunPlan>> Plans(int least, int most) =>
            from count in Gen.Choose(least, most)
            from networks in Gen.Choose(0, 5).ListOf(count)
            select (IReadOnlyList<RunPlan>)[.. networks.Select(PlanOn)];

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
}
