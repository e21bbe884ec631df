using Harness.Cli;
using Harness.Controller.Trials;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>Loads after the first one: with clients of their own, and under a name.</summary>
public sealed class ThenLoadTests
{
    private const string Good =
        """
        name: good
        server: { close: immediately }
        client: { like: ab }
        load: [{ iterations_for_constant: { copies: 1, iterations: 1 } }]
        then:
          - load: LOAD
        """;

    private const string Steps = "[{ iterations_for_constant: { copies: 2, iterations: 7 } }]";

    private static readonly ScenarioPlanner Planner = new(Home.Vocabulary);

    /// <summary>A load; where its mistake is and what the message says, parts separated by |.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { "{ as: a.b, steps: STEPS }", "6:17|then.0.load.as: is 'a.b'; expected letters, digits and '_', a letter first" },
        { "{ as: 2nd, steps: STEPS }", "6:17|then.0.load.as" },
        { "{ as: x }", "6:11|then.0.load: the key 'steps' is missing" },
        { "{ steps: [] }", "6:20|then.0.load.steps: has 0 items" },
        { "{ stps: STEPS }", "6:13|did you mean 'steps'" },
        { "{ client: { like: crul }, steps: STEPS }", "6:29|did you mean 'curl'" },
        { "{ client: { like: curl, command: [curl] }, steps: STEPS }", "then.0.load.client: unknown key 'command'" },
        { "{ client: { like: curl, pause: 5ms }, steps: STEPS }", "6:42|then.0.load.client.pause: it comes between the requests" },
        {
            "{ client: { like: curl, source: { addresses: 2 } }, steps: STEPS }",
            "then.0.load.client.source.addresses: a socket that is not bound"
        },
        { "{ client: { like: curl, chunked: 5 }, steps: STEPS }", "then.0.load.client.chunked: it is about the request's body" },
        { "''", "6:11|then.0.load: is empty; expected a list of 1 to 100" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistake_IsReportedAtItsPlace(string load, string parts)
    {
        var error = string.Join('\n', Should.Throw<ScenarioException>(() => Plan(load)).Errors);
        foreach (var part in parts.Split('|'))
        {
            error.ShouldContain(part);
        }
    }

    [Fact]
    public void AMistakeOfTheServer_OrOfTheFirstClients_IsNotSaidAgainForEachLoad()
    {
        var text = Good.Replace("LOAD", "{ client: { like: curl }, steps: STEPS }").Replace("STEPS", Steps)
            .Replace("close: immediately", "ports: [1, 1]").Replace("like: ab", "like: ab, pause: 5ms");

        Should.Throw<ScenarioException>(() => Planner.Plan(text, "x")).Errors.Select(e => e.Message.Split(':')[0])
            .ShouldBe(["server.ports", "client.pause"], ignoreOrder: true);
    }

    [Fact]
    public void AMistakeThatBothClientsMake_IsReportedOfBoth()
    {
        var text = Good.Replace("LOAD", "{ client: { like: curl, pause: 5ms }, steps: STEPS }").Replace("STEPS", Steps)
            .Replace("like: ab", "like: ab, pause: 5ms");

        Should.Throw<ScenarioException>(() => Planner.Plan(text, "x")).Errors.Select(e => e.Message.Split(':')[0])
            .ShouldBe(["client.pause", "then.0.load.client.pause"], ignoreOrder: true);
    }

    /// <summary>What the first and the later clients are, and whether their segments must be watched.</summary>
    [Theory]
    [InlineData("like: ab", "like: ab", false)]
    [InlineData("like: ab", "like: curl, body: 5", true)]
    [InlineData("like: ab", "like: curl, close: reset_when_server_closes", true)]
    [InlineData("like: ab, close: reset", "like: ab", true)]
    public void SegmentsAreWatched_WhereOneOfTheClientsNeedsIt(string first, string later, bool areWatched)
    {
        var text = Good.Replace("like: ab }", $"{first} }}").Replace("LOAD", $"{{ client: {{ {later} }}, steps: {Steps} }}");
        var scenario = Planner.Plan(text, "x").Scenario;

        WatchedSegments.AreNeeded(scenario).ShouldBe(areWatched);
    }

    [Fact]
    public void ItsClients_AreReadWithTheirProfile_AndItsNameIsKept()
    {
        var scenario = Plan("{ as: beside, client: { like: curl, close: reset_when_server_closes, body: 5 }, steps: STEPS }");

        var load = scenario.Then.ShouldHaveSingleItem().ShouldBeOfType<ThenStep.Load>();
        load.As.ShouldBe("beside");
        load.Steps.ShouldBe([new LoadStep.IterationsForConstant(2, 7)]);
        (load.Client!.Like, load.Client.Close, load.Client.Body).ShouldBe(("curl", new ClientClose.ResetWhenServerCloses(), 5));
        scenario.Clients.Select(c => c.Like).ShouldBe(["ab", "curl"]);
    }

    [Fact]
    public void StepsAlone_AreTheSameClientsWithoutAName_AsTheyAlwaysWere()
    {
        var scenario = Plan("STEPS");

        scenario.Then.ShouldHaveSingleItem().ShouldBeOfType<ThenStep.Load>()
            .ShouldSatisfyAllConditions(l => l.Client.ShouldBeNull(), l => l.As.ShouldBeNull(), l => l.Steps.Count.ShouldBe(1));
        scenario.Clients.ShouldBe([scenario.Client]);
    }

    [Theory]
    [InlineData("then.0.load.0.iterations_for_constant.copies=9", "STEPS")]
    [InlineData("then.0.load.steps.0.iterations_for_constant.copies=9", "{ as: x, steps: STEPS }")]
    [InlineData("then.0.load.client.body=9", "{ client: { like: curl }, steps: STEPS }")]
    public void ItsKeys_CanBeSetAndSwept(string setting, string load)
    {
        var parts = setting.Split('=');
        var plan = Planner.Plan(Good.Replace("LOAD", load).Replace("STEPS", Steps) + $"\nsweep: {{ {parts[0]}: [8, {parts[1]}] }}\n", "x");

        var last = plan.Trials[^1].Scenario.Then.ShouldHaveSingleItem().ShouldBeOfType<ThenStep.Load>();
        (last.Client?.Body ?? ((LoadStep.IterationsForConstant)last.Steps[0]).Copies).ShouldBe(9);
    }

    [Theory]
    [InlineData("loads.beside.completed >= 1", null)]
    [InlineData("loads.beside.bytes_per_second.p50 >= loads.alone.bytes_per_second.max * 0.5", null)]
    [InlineData("loads.beside.bytes_per_secnd >= 1", "is not a figure of a trial")]
    [InlineData("loads.beside >= 1", "is not a figure of a trial")]
    public void AnExpectation_MayNameTheFiguresOfALoad_AndNoOthers(string expectation, string? mistake)
    {
        var text = Good.Replace("LOAD", Steps) + $"\nexpect: ['{expectation}']\n";
        if (mistake is null)
        {
            Planner.Plan(text, "x").Scenario.Expect.Count.ShouldBe(1);
        }
        else
        {
            Should.Throw<ScenarioException>(() => Planner.Plan(text, "x")).Message.ShouldContain(mistake);
        }
    }

    private static Scenario Plan(string load) => Planner.Plan(Good.Replace("LOAD", load).Replace("STEPS", Steps), "x").Scenario;
}
