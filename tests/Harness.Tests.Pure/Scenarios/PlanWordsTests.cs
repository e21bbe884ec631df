using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What is said of a plan while it runs, and of a file that is none.</summary>
public sealed class PlanWordsTests : IDisposable
{
    private const string Good = "name: x\nserver: {}\nclient: { like: ab }\nload: [{ keep_constant: { copies: 1, during: 1s } }]\n";

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void KnownTrials_AreCounted_AndThoseOfASearchSayWhatTheyTry()
    {
        var three = Plan(Good + "repeat: 3");
        var search = Plan(Good + "threshold: { trials: 40 }");
        var trial = new TrialPlan(4, new Dictionary<string, string> { ["server.close.after"] = "57us" }, search.Scenario);

        (three.Extent, three.Nth(three.Trials[1])).ShouldBe(("3 trials", "2/3"));
        Plan(Good).Extent.ShouldBe("1 trial");
        (search.Extent, search.Nth(trial), search.Nth(null)).ShouldBe(("a search of at most 40 trials", "4, 57us", "1"));
    }

    [Fact]
    public void ATab_IsNamedWhereItStands_WithTheWayOut() =>
        Should.Throw<ScenarioException>(() => Plan("name: x\nserver:\n\tclose: reset\n")).Message
            .ShouldBe("x.yaml:3:1: is not valid YAML: a line begins with a tab; use spaces");

    [Fact]
    public void ATextOfAnotherKind_IsNoScenario_AndItsOwnMistakesAreNotListed()
    {
        var file = temp.Write("README.md", "# Title\n\n- *a list*: & more\n");

        Should.Throw<ScenarioException>(() => ScenarioFiles.Plan([file], ScenarioChanges.None)).Message
            .ShouldBe($"{file}: is no scenario: those are YAML, in files that end in .yaml");
        ScenarioFiles.Plan([temp.Write("good.txt", Good)], ScenarioChanges.None).ShouldHaveSingleItem();
    }

    private static RunPlan Plan(string yaml) => new ScenarioPlanner(Home.Vocabulary).Plan(yaml, "x.yaml");
}
