using Harness.Cli;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What stands as a key and is none is one message with its place.</summary>
public sealed class MisplacedKeyTests
{
    [Theory]
    [InlineData("? - : x\n", "x.yaml:1:3: a key must be a plain word, not a list or a map")]
    [InlineData("name: x\n? [a, b]\n: y\n", "x.yaml:2:3: a key must be a plain word, not a list or a map")]
    [InlineData("{ {a: b}: c }\n", "x.yaml:1:3: a key must be a plain word, not a list or a map")]
    public void AListOrAMapAsAKey_IsOneClearMessage(string text, string expected) =>
        Should.Throw<ScenarioException>(() => new ScenarioPlanner(Home.Vocabulary).Plan(text, "x.yaml")).Errors
            .ShouldHaveSingleItem().ToString().ShouldBe(expected);
}
