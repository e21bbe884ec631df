using System.Security.Cryptography;
using System.Text;
using Harness.Analysis.Checking;
using Harness.Cli;
using Harness.Cli.Checking;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Checking;

/// <summary>The control, and where it stands in a round.</summary>
public sealed class ControlScenarioTests
{
    private static readonly ScenarioPlanner Planner = new(Home.Vocabulary);

    /// <summary>Baselines hold ratios to it: whoever changes it raises the version and then this.</summary>
    [Fact]
    public void WhoeverChangesTheControl_RaisesItsVersion() =>
        (ControlScenario.Version, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ControlScenario.Text)))[..16]).ShouldBe((1, "515c8290e87afa0d"));

    [Fact]
    public void TheControl_StandsOnTheNetworkOfTheScenarioBesideIt()
    {
        var plan = Plan("a", "link: { rtt: 10ms, pcap: true }\nip: 6\n");

        var control = ControlScenario.Beside(plan.Scenario, Planner);

        (control.Scenario.Ip, control.Scenario.Network).ShouldBe((IpVersion.V6, NetworkKind.Namespaces));
        control.Scenario.Link.ShouldBe(new LinkOptions { Rtt = TimeSpan.FromMilliseconds(10) });
        control.Trials.ShouldHaveSingleItem().Scenario.ShouldBe(control.Scenario);
        control.ScenarioText.ShouldContain("rtt: 10ms");
    }

    [Fact]
    public void ScenariosOfOneNetwork_ShareTheControlBetweenThem_FromEitherEndInTurns()
    {
        RunPlan[] plans = [Plan("a", ""), Plan("structural", ""), Plan("b", ""), Plan("linked", "link: { rtt: 10ms }\n")];

        var schedule = new Schedule(plans, i => i != 1, 4, 2, Planner);

        schedule.Plans.Select(p => p.Scenario.Name).ShouldBe(["a", "structural", "b", "linked", "control", "control"]);
        schedule.Order.ShouldBe([[1, 0, 4, 2, 3, 5], [1, 5, 3, 2, 4, 0], [0, 4, 2, 3, 5], [5, 3, 2, 4, 0]]);
        Enumerable.Range(0, 4).Select(schedule.ControlOf).ShouldBe([4, null, 4, 5]);
    }

    [Fact]
    public void WithoutSpeed_ThereIsNoControl_AndFewRounds() =>
        new Schedule([Plan("a", ""), Plan("b", "")], _ => false, 6, 2, Planner).Order.ShouldBe([[0, 1], [0, 1]]);

    private static RunPlan Plan(string name, string more) => Planner.Plan(
        $"name: {name}\n{more}server: {{}}\nclient: {{ like: curl }}\nload: [{{ iterations_for_constant: {{ copies: 1, iterations: 1 }} }}]\n", "test");
}
