extern alias declared;
using Harness.Cli;
using Harness.Cli.Running;
using Harness.Controller.Launching;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;
using declared::Harness.Clients.NBomber;

namespace Harness.Tests.Pure.Engines;

/// <summary>The key <c>engine</c>: who may be asked for, with which loads, and what is said when it is not there.</summary>
public sealed class EngineChoiceTests
{
    private const string Scenario =
        """
        name: driven
        server: {}
        client: { like: curl }
        load: [{ keep_constant: { copies: 2, during: 1s } }]
        """;

    [Fact]
    public void TheEngine_IsTheBuiltInOne_UnlessAnotherIsAskedFor()
    {
        Plan(Scenario).Scenario.Engine.ShouldBe(LoadEngine.BuiltIn);
        Plan(Scenario + "\nengine: nbomber").Scenario.Engine.ShouldBe(LoadEngine.NBomber);
        Plan(Scenario + "\nengine: nbomber").ScenarioText.ShouldContain("engine: nbomber\n");
    }

    [Theory]
    [InlineData("nbombr", "5:9|'nbombr' is not built_in or nbomber; did you mean 'nbomber'?")]
    [InlineData("builtin", "5:9|did you mean 'built_in'?")]
    [InlineData("k6", "5:9|'k6' is not built_in or nbomber")]
    public void AnUnknownEngine_IsRefusedWithTheNearestKnown(string word, string expected) =>
        ShouldBeRefused($"{Scenario}\nengine: {word}", expected);

    [Theory]
    [InlineData(
        "[{ keep_constant: { copies: 2, during: 1s } }, { inject: { rate: 1, during: 1s } }]",
        "4:7|does not mix open steps (inject) with closed ones (keep_constant)|engine: built_in")]
    [InlineData(
        "[{ iterations_for_inject: { rate: 1, iterations: 9 } }, { pause: { during: 1s } }]",
        "4:7|mixes iterations_for_inject with no other step")]
    [InlineData(
        "[{ pause: { during: 1s } }, { keep_constant: { copies: 2, during: 900ms } }]",
        "4:7|step 2: NBomber takes no step shorter than 1 s")]
    [InlineData(
        "[{ ramping_inject: { rate: 2, interval: 5s, during: 4s } }]",
        "4:7|step 1: NBomber takes no interval longer than 'during'")]
    public void WhatNBomberWouldRefuse_IsRefusedBeforeTheRun_ButNotForTheBuiltInEngine(string load, string expected)
    {
        var text = Scenario.Replace("[{ keep_constant: { copies: 2, during: 1s } }]", load, StringComparison.Ordinal);

        ShouldBeRefused(text + "\nengine: nbomber", expected);
        Should.NotThrow(() => Plan(text));
    }

    [Fact]
    public void NBomber_MixesClosedStepsWithPauses_AndOpenOnesToo()
    {
        const string Paused = ", { pause: { during: 1s } }, { ramping_constant: { copies: 0, during: 1s } }]";
        const string Open = "inject_random: { min_rate: 1, max_rate: 2, during: 1s } }, { pause: { during: 1s } }, "
            + "{ ramping_inject: { rate: 0, during: 1s } }";
        ShouldBeTaken(Scenario.Replace("]", Paused, StringComparison.Ordinal));
        ShouldBeTaken(Scenario.Replace("keep_constant: { copies: 2, during: 1s } }", Open, StringComparison.Ordinal));

        static void ShouldBeTaken(string scenario) => Should.NotThrow(() => Plan(scenario + "\nengine: nbomber"));
    }

    [Fact]
    public void AClientWithoutALimitOfRequests_CannotBeDrivenByNBomber_OneWithALimitCan()
    {
        ShouldBeRefused(
            Scenario.Replace("curl", "wrk", StringComparison.Ordinal) + "\nengine: nbomber",
            "5:9|limit client.requests_per_connection");
        var limited = Scenario.Replace("like: curl", "like: wrk, requests_per_connection: 1", StringComparison.Ordinal);
        Should.NotThrow(() => Plan(limited + "\nengine: nbomber"));
    }

    [Fact]
    public void AClientProgram_BringsItsOwnLoad_SoNoEngineDrivesIt() =>
        ShouldBeRefused(
            "name: x\nserver: {}\nclient: { command: [curl, '{url}'] }\nengine: nbomber",
            "4:9|a client.command brings its own load");

    [Fact]
    public void ASweptClientProgram_RunsBesideClientsThatNBomberDrives() =>
        Plan(Scenario + "\nengine: nbomber\nsweep: { client: [{ like: curl }, { command: [curl, '{url}'] }] }")
            .Trials.Select(t => t.Scenario.Engine)
            .ShouldBe([LoadEngine.NBomber, LoadEngine.BuiltIn]);

    [Fact]
    public void ALaterLoad_IsRefused_ForNBomberRunsOne()
    {
        const string then = "\nthen: [{ wait: 1s }, { load: [{ pause: { during: 1s } }] }]";

        ShouldBeRefused($"{Scenario}{then}\nengine: nbomber", "6:9|NBomber runs one load, and 'then' has another|engine: built_in");
        Should.NotThrow(() => Plan(Scenario + then));
        Should.NotThrow(() => Plan(Scenario + "\nthen: [{ wait: 1s }]\nengine: nbomber"));
    }

    [Fact]
    public void WhereAConnectionComesFrom_IsTheClientsAffair_WhicheverEngineDrivesIt() =>
        Plan(Scenario.Replace("like: curl", "like: curl, source: { addresses: 2, bind: address_and_port }", StringComparison.Ordinal)
            + "\nengine: nbomber")
            .Scenario.Client.Source.Bind.ShouldBe(SourceBind.AddressAndPort);

    [Fact]
    public void AskedForWithoutBeingBuiltIn_SaysWhichPropertyAndWhichFlag()
    {
        var failure = Should.Throw<MachineException>(
            () => OptionalParts.Require([Plan(Scenario), Plan(Scenario + "\nengine: nbomber")], []));

        failure.Message.ShouldContain("-p:WithNBomber=true");
        failure.Message.ShouldContain("./run.sh --with-nbomber");
        failure.Message.ShouldContain("engine: built_in");
        ExitCodes.Of(failure).ShouldBe(ExitCode.Machine);
    }

    [Fact]
    public void AskedForByOneTrialOfASweepOnly_IsFoundOutBeforeTheFirst() =>
        Should.Throw<MachineException>(() => OptionalParts.Require([Plan(Scenario + "\nsweep: { engine: [built_in, nbomber] }")], []));

    [Fact]
    public void WhatIsBuiltIn_MayBeAskedFor()
    {
        Should.NotThrow(() => OptionalParts.Require([Plan(Scenario)], []));
        Should.NotThrow(() => OptionalParts.Require([Plan(Scenario + "\nengine: nbomber")], [new NBomberEngine()]));
    }

    private static RunPlan Plan(string text) => new ScenarioPlanner(Home.Vocabulary).Plan(text, "driven.yaml");

    private static void ShouldBeRefused(string text, string expected)
    {
        var error = Should.Throw<ScenarioException>(() => Plan(text));
        foreach (var part in expected.Split('|'))
        {
            error.Message.ShouldContain(part);
        }
    }
}
