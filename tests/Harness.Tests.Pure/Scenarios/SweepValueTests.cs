using Harness.Cli;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>A sweep's values may be whole sections, and stay readable in the results.</summary>
public sealed class SweepValueTests : IDisposable
{
    private const string Rest = "name: x\nserver: {}\nload: [{ iterations_for_constant: { copies: 1, iterations: 1 } }]\n";

    private readonly string folder = Directory.CreateTempSubdirectory("harness-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WordsAndMaps_MayStandSideBySide()
    {
        var plan = Plan(
            Rest + "client: { like: curl }\n"
            + "sweep: { server.close: [immediately, { after: 50ms }, {half_close_then_drain: {at_most: 1s}}] }");

        plan.Trials.Select(t => t.Scenario.Server.Close).ShouldBe(
            [
                new ServerClose.Immediately(),
                new ServerClose.After(TimeSpan.FromMilliseconds(50)),
                new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(1)),
            ]);
        plan.Trials.Select(t => t.Parameters["server.close"])
            .ShouldBe(["immediately", "{after: 50ms}", "{half_close_then_drain: {at_most: 1s}}"]);
    }

    [Fact]
    public void AKeyBelowASweptSection_IsPutIntoIt()
    {
        var plan = Plan(
            Rest + "client: { like: curl }\n"
            + "sweep: { server.response: [{ body: 7 }, { body: 8 }], server.response.connection: [close, none] }");

        plan.Trials.Select(t => (t.Scenario.Server.Response.Body, t.Scenario.Server.Response.Connection)).ShouldBe(
            [(7, ConnectionHeader.Close), (7, ConnectionHeader.None), (8, ConnectionHeader.Close), (8, ConnectionHeader.None)]);
    }

    [Fact]
    public void ASweptProgram_BringsItsOwnLoad_WhereTheBuiltInClientHasTheFiles()
    {
        var plan = Plan(
            Rest + "client: { like: curl }\nsweep: { client: [{ like: curl }, { command: [curl, \"{url}\"], times: 3, copies: 2 }] }");

        plan.Trials.Select(t => t.Scenario.Load.Count).ShouldBe([1, 0]);
        plan.Trials[1].Scenario.Client.Program.ShouldNotBeNull().Copies.ShouldBe(2);
        plan.Trials[1].Parameters["client"].ShouldBe("{command: [curl, '{url}'], times: 3, copies: 2}");
    }

    [Fact]
    public void AName_StandsForItsValueInTheResults()
    {
        var plan = Plan(
            Rest + "client: { like: curl }\nsweep: { client: [{ name: the browser, like: http_client }, { like: ab }], "
            + "server.close: [{ name: soon, after: 1ms }] }");

        plan.Trials.Select(t => (t.Parameters["client"], t.Parameters["server.close"], t.Scenario.Client.Like)).ShouldBe(
            [("the browser", "soon", "http_client"), ("{like: ab}", "soon", "ab")]);
    }

    [Theory]
    [InlineData("[{ name: a, like: ab }, { name: a, like: curl }]", "'a' is there twice")]
    [InlineData("[{ like: ab }, { like: ab }]", "'{like: ab}' is there twice")]
    public void TwoValuesOfOneName_AreRefused(string values, string message) =>
        Should.Throw<ScenarioException>(() => Plan(Rest + $"client: {{ like: curl }}\nsweep: {{ client: {values} }}"))
            .Message.ShouldContain(message);

    [Theory]
    [InlineData("[immediately, { after: 50ms }]", "server.close")]
    [InlineData("[{ like: siege }, { command: [siege, \"--rc={dir}/rc\"], files: { rc: \"a = b\\nc = d\\n\" } }]", "client")]
    [InlineData("[{ name: 'a: b', like: siege }, { like: ab }]", "client")]
    [InlineData("[\"{url}\", '[x]', \"'quoted'\", \"a: b\"]", "about")]
    public void TheScenarioThatIsKept_PlansTheSameTrials(string values, string key)
    {
        var plan = Plan(Rest + $"client: {{ like: curl }}\nsweep: {{ {key}: {values} }}");
        var again = Plan(plan.ScenarioText);

        again.ScenarioText.ShouldBe(plan.ScenarioText);
        again.Trials.Select(t => string.Join(' ', t.Parameters)).ShouldBe(plan.Trials.Select(t => string.Join(' ', t.Parameters)));
        again.Trials.Select(t => t.Scenario.About).ShouldBe(plan.Trials.Select(t => t.Scenario.About));
    }

    [Fact]
    public void AValueThatIsWrong_IsReportedWhereTheSweepStands()
    {
        var error = Should.Throw<ScenarioException>(() => Plan(Rest + "client: { like: curl }\nsweep: { server.close: [{ aftr: 50ms }] }"));

        error.Errors.ShouldHaveSingleItem().ToString().ShouldContain("5:8: server.close: 'aftr' is not one of");
    }

    private RunPlan Plan(string yaml)
    {
        var path = Path.Combine(folder, "scenario.yaml");
        File.WriteAllText(path, yaml);
        return new ScenarioPlanner(Home.Vocabulary).Plan(File.ReadAllText(path), path);
    }
}
