using Harness.Cli;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What --set and a sweep do to a scenario, and which of them wins.</summary>
public sealed class SettingAndSweepTests : IDisposable
{
    private const string Smallest =
        """
        name: smallest
        server: {}
        client: { like: curl }
        load: [{ iterations_for_constant: { copies: 2, iterations: 10 } }]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("harness-setting-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A scenario's end; --set; what stands there then.</summary>
    public static TheoryData<string, string, string, string> MapsOfOneKey => new()
    {
        { "then: [{ wait: 1s }]", "then.0.start_server.retry_for", "2s", "start_server: {reuse_address: true, retry_for: 2s}" },
        { "then: [{ set: { client: { tcp_tw_reuse: 1 } } }]", "then.0.wait", "2s", "then: [{wait: 2s}]" },
        { "then: [stop_server]", "then.0.wait", "2s", "then: [{wait: 2s}]" },
        {
            "then: [{ load: [{ pause: { during: 1s } }] }]",
            "then.0.load.0.keep_constant",
            "{ copies: 1, during: 1s }",
            "load: [{keep_constant: {copies: 1, during: 1s}}]"
        },
        { "", "load.0.pause.during", "2s", "load: [{pause: {during: 2s}}]" },
        { "", "server.close.after", "2s", "close: {after: 2s}" },
        { "", "client.close.after", "2s", "close: {after: 2s}" },
    };

    [Theory]
    [MemberData(nameof(MapsOfOneKey))]
    public void ASettingInsideAMapOfOneKey_TakesThePlaceOfAnotherKey(string end, string key, string value, string written) =>
        Plan($"{Smallest}\n{end}", (key, value)).ScenarioText.ShouldContain(written);

    [Fact]
    public void ASettingWithMorePartsThanAnyScenarioHas_IsRefused() =>
        Should.Throw<ScenarioException>(() => Plan(Smallest, (string.Join('.', Enumerable.Repeat("a", 60_000)), "1")))
            .Message.ShouldContain("the key has 60,000 parts");

    [Fact]
    public void ASweepOfTheRoundTripTime_PutsALinkIntoEachTrial() =>
        Plan(Smallest + "\nsweep: { link.rtt: [0us, 1ms] }").Trials.Select(t => t.Scenario.Link!.Rtt.TotalMilliseconds).ShouldBe([0, 1]);

    [Fact]
    public void ACase_ChangesSeveralKeys_AndJudgesInPlaceOfTheFile()
    {
        var plan = Plan(
            Smallest + """

            sweep:
              ip: [4, 6]
              cases:
                - { name: as it is }
                - { name: two ports, "server.ports": [80, 81], client.source: { bind: address }, expect: [connections.failed == 0] }
            expect: [connections.completed == 10]
            """);

        plan.Trials.Select(t => string.Join(", ", t.Parameters.Values))
            .ShouldBe(["as it is, 4", "two ports, 4", "as it is, 6", "two ports, 6"]);
        var (first, second) = (plan.Trials[2].Scenario, plan.Trials[3].Scenario);
        first.Server.Ports.ShouldBeEmpty();
        first.Expect.ShouldHaveSingleItem().Text.ShouldBe("connections.completed == 10");
        second.Ip.ShouldBe(IpVersion.V6);
        second.Server.Ports.ShouldBe([80, 81]);
        second.Client.Source.Bind.ShouldBe(SourceBind.Address);
        second.Expect.ShouldHaveSingleItem().Text.ShouldBe("connections.failed == 0");
    }

    [Fact]
    public void ASettingOfACasesKey_WinsOverTheCase() =>
        Plan(Smallest + "\nsweep: { cases: [{ name: a }, { name: b, server.backlog: 5 }] }", ("server.backlog", "9"))
            .Trials.ShouldAllBe(t => t.Scenario.Server.Backlog == 9);

    [Fact]
    public void ASettingOfTheLoad_LeavesASweptProgramWithoutOne()
    {
        var plan = Plan(
            Smallest + "\nsweep: { client: [{ like: curl }, { command: [curl, '{url}'] }] }",
            ("load.0.iterations_for_constant.iterations", "7"));

        plan.Trials[0].Scenario.Load.ShouldBe([new LoadStep.IterationsForConstant(2, 7)]);
        plan.Trials[1].Scenario.Load.ShouldBeEmpty();
    }

    [Fact]
    public void ASetting_WinsOverTheFileAndOverItsSweep()
    {
        var plan = Plan(
            Smallest + "\nsweep: { server.close.after: [1ms, 2ms], server.response.body: [1, 2] }", ("server.close.after", "9ms"));

        plan.Trials.Select(t => t.Scenario.Server.Close).Distinct().ShouldBe([new ServerClose.After(TimeSpan.FromMilliseconds(9))]);
        plan.Trials.Select(t => t.Parameters["server.response.body"]).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void ASettingOfAWholeSection_WinsOverASweepInsideOfIt() =>
        Plan(Smallest + "\nsweep: { server.close.after: [1ms, 2ms] }", ("server.close", "immediately"))
            .Trials.ShouldHaveSingleItem().Scenario.Server.Close.ShouldBe(new ServerClose.Immediately());

    [Fact]
    public void ASetting_TakesThePlaceOfAnotherPolicyOrLoadStep()
    {
        var scenario = Plan(
            Smallest.Replace("server: {}", "server: { close: { after: 1ms } }"),
            ("server.close.keep_alive.idle", "1s"),
            ("load.0.keep_constant", "{ copies: 3, during: 2s }")).Scenario;

        scenario.Server.Close.ShouldBe(new ServerClose.KeepAlive(TimeSpan.FromSeconds(1), 1000));
        scenario.Load.ShouldBe([new LoadStep.KeepConstant(3, TimeSpan.FromSeconds(2))]);
    }

    [Fact]
    public void ASettingOfALoadStepThatIsNotThere_SaysHowManyThereAre() =>
        Should.Throw<ScenarioException>(() => Plan(Smallest, ("load.7.pause.during", "1s")))
            .Message.ShouldContain("load: there is no item '7'; it has 1");

    [Fact]
    public void ASetting_ReachesIntoALoadStepByItsNumber() =>
        Plan(Smallest, ("load.0.iterations_for_constant.iterations", "77"))
            .Scenario.Load.ShouldBe([new LoadStep.IterationsForConstant(2, 77)]);

    [Fact]
    public void ASweep_MakesATrialPerCombination_AndRepeatRunsThemAllAgain()
    {
        var plan = Plan(Smallest + "\nrepeat: 2\nsweep: { server.close.after: [0us, 1ms], client.like: [curl, ab] }");

        plan.Trials.Count.ShouldBe(8);
        plan.Trials.Select(t => t.Number).ShouldBe(Enumerable.Range(1, 8));
        plan.Trials.Take(4).Select(t => (t.Scenario.Server.Close, t.Scenario.Client.Like)).Distinct().Count().ShouldBe(4);
        // A swept profile brings its own way of closing.
        plan.Trials.Where(t => t.Scenario.Client.Like == "ab")
            .ShouldAllBe(t => t.Scenario.Client.Close == new ClientClose.WhenServerCloses());
        plan.Trials.Skip(4).Select(t => t.Scenario).ShouldBe(plan.Trials.Take(4).Select(t => t.Scenario));
    }

    private RunPlan Plan(string yaml, params (string Key, string Value)[] settings)
    {
        var path = Path.Combine(folder, "scenario.yaml");
        File.WriteAllText(path, yaml);
        Setting[] set = [.. settings.Select(s => new Setting("--set", s.Key, s.Value))];
        return new ScenarioPlanner(Home.Vocabulary).Plan(File.ReadAllText(path), path, set);
    }
}
