using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>A scenario that comes with the harness is named without its path.</summary>
public sealed class ShippedScenarioTests
{
    private readonly ShippedScenarios shipped = new(Repository.PathOf("scenarios"));

    [Theory]
    [InlineData("server-closes-first", "server-closes-first.yaml")]
    [InlineData("server-closes-first.yaml", "server-closes-first.yaml")]
    [InlineData("ci-server-closes-first", "ci/server-closes-first.yaml")]
    [InlineData("ci/server-closes-first", "ci/server-closes-first.yaml")]
    [InlineData("reset-loses-data", "kernel/reset-loses-data.yaml")]
    [InlineData("curl-threshold.yaml", "thresholds/curl-threshold.yaml")]
    public void ANameThatFitsOne_IsItsFile(string word, string file) =>
        shipped.Find(word).ShouldBe(Repository.PathOf("scenarios", file));

    [Fact]
    public void EveryShippedScenario_IsFoundByItsOwnName()
    {
        var plans = ScenarioFiles.Find([Repository.PathOf("scenarios")])
            .Select(file => (File: file, ScenarioFiles.Plan([file], ScenarioChanges.None)[0].Scenario.Name))
            .ToList();

        plans.Count.ShouldBeGreaterThan(60);
        plans.ShouldAllBe(p => shipped.Find(p.Name) == p.File);
    }

    /// <summary>Whoever changes the load of one of the first scenarios must not be told that it missed the old one.</summary>
    [Fact]
    public void TheFirstScenarios_ExpectNoNumberOfConnections() =>
        Directory.GetFiles(Repository.PathOf("scenarios"), "*.yaml")
            .Select(file => ScenarioFiles.Plan([file], ScenarioChanges.None)[0].Scenario)
            .SelectMany(s => s.Expect.Where(e => e.Left.Names.Contains("connections.completed") && !e.Right.Names.Any()))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("server-close-first", "; did you mean 'server-closes-first'?")]
    [InlineData("kernel/reset-looses-data.yaml", "; did you mean 'reset-loses-data'?")]
    [InlineData("nothing-like-any-of-them-at-all", "no scenario of this name; './run.sh list' shows")]
    public void AnUnknownName_GetsTheNearest(string word, string expected)
    {
        shipped.Find(word).ShouldBeNull();
        shipped.WhyNot(word).ShouldStartWith("there is no such file");
        shipped.WhyNot(word).ShouldContain(expected);
    }

    [Fact]
    public void ANameThatFitsSeveral_NamesThem()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "a"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "b"));
        folder.Write("a/twice.yaml", "name: one");
        var other = folder.Write("b/twice.yaml", "name: other");
        var few = new ShippedScenarios(folder.Path);

        few.Find("twice").ShouldBeNull();
        few.WhyNot("twice").ShouldBe("is the name of several scenarios: a/twice, b/twice; name one of them");
        few.Find("other").ShouldBe(other);
    }

    [Fact]
    public void WithoutAny_NothingIsFound() => new ShippedScenarios("/no/such/folder").Find("server-closes-first").ShouldBeNull();
}
