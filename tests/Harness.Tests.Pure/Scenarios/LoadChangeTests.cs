using Harness.Cli;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>The load given on the command line: --connections, --copies, --rate and --for find the step that takes them.</summary>
public sealed class LoadChangeTests
{
    private static readonly Setting Connections = Word("--connections", "iterations", "5000");
    private static readonly Setting Copies = Word("--copies", "copies", "50");
    private static readonly Setting Rate = Word("--rate", "rate", "500");
    private static readonly Setting For = Word("--for", "during", "30s");

    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void WhatTheStepHas_IsChanged_AndTheRestStays()
    {
        Load("iterations_for_constant: { copies: 10, iterations: 1000 }", Connections)
            .ShouldBe([new LoadStep.IterationsForConstant(10, 5000)]);
        Load("inject: { rate: 7, interval: 100ms, during: 2s, spacing: random }", Rate, For)
            .ShouldBe([new LoadStep.Inject(500, TimeSpan.FromMilliseconds(100), HalfAMinute, Spacing.Random)]);
    }

    [Fact]
    public void OfSeveralSteps_TheOneThatTakesIt_IsChanged() =>
        Load("ramping_constant: { copies: 5, during: 1s }, pause: { during: 1s }, inject: { rate: 7, during: 2s }", Rate, For)
            .ShouldBe([new LoadStep.RampingConstant(5, Second), new LoadStep.Pause(Second), new LoadStep.Inject(500, Second, HalfAMinute)]);

    [Fact]
    public void TwoWordsThatMakeAStep_ReplaceTheOnlyOneThatCannotTakeThem()
    {
        const string counted = "iterations_for_constant: { copies: 10, iterations: 1000 }";

        Load(counted, Rate, For).ShouldBe([new LoadStep.Inject(500, Second, HalfAMinute)]);
        Load(counted, Copies, For).ShouldBe([new LoadStep.KeepConstant(50, HalfAMinute)]);
        Load(counted, Connections, Rate).ShouldBe([new LoadStep.IterationsForInject(500, Second, 5000)]);
        Load("inject: { rate: 7, during: 2s }", Connections, Copies).ShouldBe([new LoadStep.IterationsForConstant(50, 5000)]);
    }

    [Theory]
    [InlineData("iterations_for_constant: { copies: 10, iterations: 1000 }")]
    [InlineData("keep_constant: { copies: 10, during: 3s }")]
    public void WhatTheLoadCannotTake_NamesItsPlace_AndItsOwnStep(string step)
    {
        var message = Should.Throw<ScenarioException>(() => Load(step, Rate)).Message;

        message.ShouldStartWith("x.yaml:4:7: load: no step has 'rate' for --rate 500: ");
        message.ShouldContain($"{{{step.Replace("{ ", "{").Replace(" }", "}")}}}");
        message.ShouldContain("give two words for another load");
    }

    [Fact]
    public void AStepThatIsNotTheOnlyOne_IsNeverGuessed_NorReplaced()
    {
        Should.Throw<ScenarioException>(() => Load("inject: { rate: 7, during: 2s }, ramping_inject: { rate: 9, during: 1s }", Rate))
            .Message.ShouldContain("2 steps have 'rate', and --rate 500 does not say which");
        Should.Throw<ScenarioException>(() => Load("inject: { rate: 7, during: 2s }, pause: { during: 1s }", Connections, Copies))
            .Message.ShouldContain("no step has 'iterations' and 'copies' for --connections 5000 --copies 50");
    }

    [Fact]
    public void AProgram_TakesItsCopies_AndNothingElse()
    {
        const string yaml = "name: x\nserver: {}\nclient: { command: [curl, \"{url}\"], copies: 2 }";

        Plan(yaml, Copies).Scenario.Client.Program!.Copies.ShouldBe(50);
        Should.Throw<ScenarioException>(() => Plan(yaml, Connections)).Message
            .ShouldContain("client.command brings its own load, which --connections 5000 cannot change");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("fast")]
    public void AWrongValue_IsRefusedAsItStandsOnTheCommandLine(string value)
    {
        var rate = Word("--rate", "rate", value);

        Should.Throw<ScenarioException>(() => Load("inject: { rate: 7, during: 2s }", rate)).Message
            .ShouldStartWith($"--rate {value}: load.0.inject.rate: is '{value}'; expected a whole number from 1");
        Should.Throw<ScenarioException>(() => Load("iterations_for_constant: { copies: 10, iterations: 1000 }", rate, For)).Message
            .ShouldStartWith($"--rate {value} --for 30s: load.0.inject.rate: is '{value}'; expected a whole number from 1");
    }

    [Fact]
    public void WhatWasChanged_IsKeptWithThePlan_AndWinsOverASweep()
    {
        var plan = Plan(
            "name: x\nserver: {}\nclient: { like: ab }\nload: [{ keep_constant: { copies: 1, during: 1s } }]\n"
            + "sweep: { load.0.keep_constant.copies: [1, 2, 3] }",
            Copies);

        plan.Settings.ShouldBe([Copies with { Key = "load.0.keep_constant.copies" }]);
        plan.Trials.ShouldHaveSingleItem().Scenario.Load.ShouldBe([new LoadStep.KeepConstant(50, Second)]);
    }

    [Fact]
    public void SettingsComeFirst_SoThatTheLoadIsTheOneThatTheyMake() =>
        new ScenarioPlanner(Home.Vocabulary).Plan(
            "name: x\nserver: {}\nclient: { like: ab }\nload: [{ pause: { during: 1s } }]",
            "x.yaml",
            new ScenarioChanges([new("--set", "load", "[{inject: {rate: 1, during: 2s}}]")], [Rate]))
            .Scenario.Load.ShouldBe([new LoadStep.Inject(500, Second, TimeSpan.FromSeconds(2))]);

    private static Setting Word(string option, string key, string value) => new(option, key, value) { Written = $"{option} {value}" };

    private static IReadOnlyList<LoadStep> Load(string steps, params Setting[] words)
    {
        var load = string.Join(", ", steps.Split("}, ").Select(s => $"{{ {s.TrimEnd('}')}}} }}"));
        return Plan($"name: x\nserver: {{}}\nclient: {{ like: ab }}\nload: [{load}]", words).Scenario.Load;
    }

    private static RunPlan Plan(string yaml, params Setting[] words) =>
        new ScenarioPlanner(Home.Vocabulary).Plan(yaml, "x.yaml", new ScenarioChanges([], words));
}
