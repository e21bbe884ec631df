using Harness.Cli;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Thresholds;

public sealed class ThresholdScenarioTests : IDisposable
{
    private const string Base =
        """
        name: base
        server: {}
        client: { like: curl }
        load: [{ iterations_for_constant: { copies: 2, iterations: 10 } }]
        expect: [connections.completed == 10]

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("harness-threshold-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AThreshold_PlansNoTrials_AndMakesThemOfTheDelaysAskedFor()
    {
        var plan = Plan(Base + "threshold: { at_most: 0.05, to: 20ms }");

        plan.Scenario.Threshold.ShouldBe(new ThresholdOptions { AtMost = 0.05, To = TimeSpan.FromMilliseconds(20) });
        plan.Trials.ShouldBeEmpty();
        plan.Count.ShouldBe("?");
        plan.Probe.ShouldNotBeNull()("123us").Server.Close.ShouldBe(new ServerClose.After(TimeSpan.FromMicroseconds(123)));
        Plan(plan.ScenarioText).ScenarioText.ShouldBe(plan.ScenarioText);
    }

    [Fact]
    public void Predict_AddsATrialBeforeTheSweep_WithoutExpectations()
    {
        var plan = Plan(Base + "sweep: { server.close.after: [0us, 1ms] }\npredict: true");

        plan.Trials.Count.ShouldBe(3);
        plan.Trials[0].Parameters.ShouldBe(new Dictionary<string, string> { ["server.close"] = "when_client_closes" });
        plan.Trials[0].Scenario.Server.Close.ShouldBe(new ServerClose.WhenClientCloses());
        plan.Trials.Select(t => t.Scenario.Expect.Count).ShouldBe([0, 1, 1]);
    }

    [Fact]
    public void Predict_AddsOneForEachClient_InEachRepetition()
    {
        var plan = Plan(Base + "sweep: { server.close.after: [0us, 1ms], client.like: [curl, siege] }\npredict: true\nrepeat: 2");

        plan.Trials.Count.ShouldBe(12);
        plan.Trials.Where(t => t.Parameters.ContainsKey("server.close"))
            .Select(t => (t.Number, t.Scenario.Client.Like))
            .ShouldBe([(1, "curl"), (2, "siege"), (7, "curl"), (8, "siege")]);
    }

    [Fact]
    public void ADelayThatIsSet_LeavesNothingToPredict() =>
        Plan(
            Base + "sweep: { server.close.after: [0us, 1ms], client.like: [curl, ab] }\npredict: true",
            ("server.close.after", "2ms")).Trials.Count.ShouldBe(2);

    [Theory]
    [InlineData("predict: true", "predict: it predicts a sweep of server.close.after")]
    [InlineData("predict: true\nsweep: { client.like: [ab] }", "predict: it predicts a sweep of server.close.after")]
    [InlineData("predict: yes", "predict: is 'yes'; expected true or false")]
    [InlineData("threshold: true", "threshold: is 'true'; expected a map with the keys key, share, at_most")]
    [InlineData("threshold: { at_most: 1% }", "threshold.at_most: is '1%'; expected a share from 0.0001 to 0.9999")]
    [InlineData("threshold: { at_most: 0 }", "threshold.at_most: is '0'")]
    [InlineData("threshold: { atmost: 0.1 }", "did you mean 'at_most'")]
    [InlineData("threshold: { key: server.close }", "threshold.key: is 'server.close'; expected server.close.after or client.close.after")]
    [InlineData("threshold: { share: closed_first.sever }", "did you mean 'closed_first.server'")]
    [InlineData("threshold: { share: client.time_wait }", "threshold.share: this share does not fall when server.close.after grows")]
    [InlineData("threshold: { from: 1ms, to: 1ms }", "threshold.to: it must be longer than 'from', which is 1ms")]
    [InlineData(
        "threshold: { connections: 100 }",
        "threshold.connections: 100 at one delay can never show that a share is at most 0.01; at least ")]
    [InlineData("threshold: { confidence: 1 }", "threshold.confidence: is '1'")]
    [InlineData("threshold: { within: 0s }", "threshold.within: is '0s'")]
    [InlineData("threshold: { trials: 0 }", "threshold.trials: is '0'")]
    [InlineData("threshold: {}\nrepeat: 2", "threshold: it chooses the trials itself")]
    [InlineData("threshold: {}\nsweep: { client.like: [ab] }", "threshold: it chooses the trials itself")]
    public void AMistake_IsSaid(string yaml, string message)
    {
        var error = Should.Throw<ScenarioException>(() => Plan(Base + yaml)).Errors.ShouldHaveSingleItem();

        error.Message.ShouldContain(message);
        error.Place.Line.ShouldBeGreaterThanOrEqualTo(6);
    }

    private RunPlan Plan(string yaml, params (string Key, string Value)[] settings)
    {
        var path = Path.Combine(folder, "scenario.yaml");
        File.WriteAllText(path, yaml);
        Setting[] set = [.. settings.Select(s => new Setting("--set", s.Key, s.Value))];
        return new ScenarioPlanner(Home.Vocabulary).Plan(File.ReadAllText(path), path, set);
    }
}
