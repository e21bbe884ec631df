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
    public void WhoeverChangesTheControl_RaisesItsVersion()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ControlScenario.Text)));

        (ControlScenario.Version, hash[..16]).ShouldBe((1, "515c8290e87afa0d"));
    }

    [Fact]
    public void TheControl_StandsOnTheNetworkOfTheScenarioBesideIt()
    {
        var plan = Plan("a", "link: { rtt: 10ms, pcap: true }\nip: 6\n");

        var control = ControlScenario.For(plan.Scenario, Planner);

        (control.Scenario.Ip, control.Scenario.Network).ShouldBe((IpVersion.V6, NetworkKind.Namespaces));
        control.Scenario.Link.ShouldBe(new LinkOptions { Rtt = TimeSpan.FromMilliseconds(10) });
        control.Trials.ShouldHaveSingleItem().Scenario.ShouldBe(control.Scenario);
        control.ScenarioText.ShouldContain("rtt: 10ms");
    }

    [Fact]
    public void ScenariosOfOneNetwork_ShareTheControlBetweenThem_FromEitherEndInTurns()
    {
        var (a, structural, b, linked) = (Plan("a", ""), Plan("structural", ""), Plan("b", ""), Plan("linked", "link: { rtt: 10ms }\n"));

        var schedule = new Schedule([a, b, linked], [structural], 4, 2, Planner);

        var (shared, ofLinked) = (schedule.ControlOf(a)!, schedule.ControlOf(linked)!);
        schedule.Rounds.ShouldBe(
        [
            [structural, a, shared, b, linked, ofLinked],
            [structural, ofLinked, linked, b, shared, a],
            [a, shared, b, linked, ofLinked],
            [ofLinked, linked, b, shared, a],
        ]);
        schedule.ControlOf(b).ShouldBeSameAs(shared);
        schedule.ControlOf(structural).ShouldBeNull();
    }

    [Fact]
    public void WithoutSpeed_ThereIsNoControl_AndFewRounds()
    {
        var (a, b) = (Plan("a", ""), Plan("b", ""));

        new Schedule([], [a, b], 6, 2, Planner).Rounds.ShouldBe([[a, b], [a, b]]);
    }

    private static RunPlan Plan(string name, string more) => Planner.Plan(
        $"name: {name}\n{more}server: {{}}\nclient: {{ like: curl }}\n"
        + "load: [{ iterations_for_constant: { copies: 1, iterations: 1 } }]\n",
        "test");
}
