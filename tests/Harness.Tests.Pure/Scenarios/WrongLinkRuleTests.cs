using Harness.Cli;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>Rules of the link, written wrongly: each mistake is reported at its place.</summary>
public sealed class WrongLinkRuleTests
{
    private const string Good =
        """
        name: good
        link: { rules: { r: RULE } }
        server: {}
        client: { like: ab }
        load: [{ iterations_for_constant: { copies: 1, iterations: 1 } }]
        then: THEN
        """;

    /// <summary>The rule; the steps; where, and what the message must say, parts separated by |.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        { "{ kind: fin }", "[]", "2:21|the key 'do' is missing" },
        { "{ do: dorp }", "[]", "2:27|'dorp' is not one of drop"},
        { "{ kind: psh, do: drop }", "[]", "2:29|link.rules.r.kind" },
        { "{ share: 0, do: drop }", "[]", "2:30|from 0.000001 to 1" },
        { "{ nth: 1, share: 0.5, do: drop }", "[]", "link.rules.r.share|leave one of the two out" },
        { "{ kind: ack, bytes: new, do: drop }", "[]", "link.rules.r.bytes|no bytes that could be new" },
        { "{ do: recycle }", "[]", "link.rules.r.do|add 'kind: syn'" },
        { "{ do: { copy: inside_ack } }", "[]", "link.rules.r.do|add 'kind: data'" },
        { "{ do: { copy: { inside_ack_within: 5 } } }", "[]", "link.rules.r.do|add 'kind: data'" },
        { "{ kind: data, do: { copy: { inside_ack_within: 0 } } }", "[]", "inside_ack_within|from 1 to 1000000000" },
        { "{ do: { copy: at_step } }", "[]", "link.rules.r.do|deliver: r" },
        { "{ do: drop, armed: false }", "[]", "link.rules.r.armed|arm: r" },
        { "{ do: drop, connection: none }", "[]", "2:45|'all', 'each', or the number of one" },
        { "{ do: drop }", "[{ arm: s }]", "then.0|there is no rule 's'; there are r" },
        { "{ do: drop }", "[{ deliver: r }]", "then.0|keeps no copies for a step" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void EachMistake_IsToldAtItsPlace(string rule, string then, string expected)
    {
        var error = Errors(Good.Replace("RULE", rule).Replace("THEN", then)).ShouldHaveSingleItem();

        foreach (var part in expected.Split('|'))
        {
            error.ToString().ShouldContain(part);
        }
    }

    [Theory]
    [InlineData("a-b", "2:18|'a-b' is no name")]
    [InlineData("1", "2:18|'1' is no name")]
    public void ARulesName_CanStandInAnExpectation(string name, string expected)
    {
        var error = Errors(Good.Replace("r: RULE", $"{name}: {{ do: drop }}").Replace("THEN", "[]")).ShouldHaveSingleItem();

        foreach (var part in expected.Split('|'))
        {
            error.ToString().ShouldContain(part);
        }
    }

    [Theory]
    [InlineData("{ do: drop, armed: false, connection: each, nth: 2 }", "[{ arm: r }, { disarm: [r] }]")]
    [InlineData("{ do: { copy: at_step }, from: server, kind: data, bytes: repeated }", "[{ deliver: r }]")]
    [InlineData("{ do: recycle, kind: syn, port: 8080 }", "[]")]
    public void WhatIsRight_IsTaken(string rule, string then) => Errors(Good.Replace("RULE", rule).Replace("THEN", then)).ShouldBeEmpty();

    private static IReadOnlyList<ScenarioError> Errors(string text)
    {
        try
        {
            new ScenarioPlanner(Home.Vocabulary).Plan(text, "x");
            return [];
        }
        catch (ScenarioException e)
        {
            return e.Errors;
        }
    }
}
