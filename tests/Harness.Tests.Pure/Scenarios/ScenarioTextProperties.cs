using System.Text.Json;
using FsCheck.Xunit;
using Harness.Cli;
using Harness.Scenarios.Language;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>A scenario is read back from what <c>--print</c> writes of it, and a damaged file is refused with a reason.</summary>
public sealed class ScenarioTextProperties
{
    private static readonly ScenarioPlanner Planner = new(Home.Vocabulary);
    private static readonly string Shipped = File.ReadAllText(Repository.PathOf("scenarios", "server-closes-first.yaml"));

    [Property(Arbitrary = [typeof(GeneratedScenarios)], MaxTest = 200)]
    public void AScenario_IsReadBackFromItsText(Scenario scenario)
    {
        var text = YamlWriter.Write(new ScenarioShape(Home.Vocabulary).Whole().Write(scenario));

        var read = Planner.Plan(text, "generated");

        read.ScenarioText.ShouldBe(text);
        JsonSerializer.Serialize(read.Scenario).ShouldBe(JsonSerializer.Serialize(scenario));
        read.Trials.Count.ShouldBe(scenario.Repeat);
    }

    [Theory]
    [InlineData("0.00005")]
    [InlineData("0.000091552734375")]
    [InlineData("1")]
    public void ASmallShare_IsWrittenAsItIsRead(string share)
    {
        var text = $"name: x\nlink: {{ rules: {{ loss: {{ share: {share}, do: drop }} }} }}\nserver: {{}}\nclient: {{ like: ab }}\n"
            + "load: [{ inject: { rate: 1, during: 1s } }]\n";

        var written = Planner.Plan(text, "x").ScenarioText;

        written.ShouldContain(share);
        Planner.Plan(written, "y").ScenarioText.ShouldBe(written);
    }

    /// <summary>Up to five characters of a good file are replaced.</summary>
    [Property(MaxTest = 2000)]
    public void ADamagedFile_IsEitherRightOrRefusedWithAReason_AndNeverAFault(
        (ushort Place, byte Letter) first, (ushort Place, byte Letter)[] more)
    {
        const string Letters = "{}[]:,-#&*!|>'\"%@` \n\tab0";
        var damaged = Shipped.ToCharArray();
        foreach (var (place, letter) in more.Take(4).Prepend(first))
        {
            damaged[place % damaged.Length] = Letters[letter % Letters.Length];
        }

        try
        {
            Planner.Plan(new string(damaged), "damaged");
        }
        catch (ScenarioException refused)
        {
            refused.Errors.ShouldNotBeEmpty();
            refused.Errors.ShouldAllBe(e => e.Message.Length > 10);
        }
    }

    /// <summary>
    /// In YAML a quoted text may end with a line end, which in a request would be a line of its own; and digits may be of any script.
    /// </summary>
    [Theory]
    [InlineData("client: { like: curl, headers: [\"Accept: a\\n\"] }\nserver: {}\n")]
    [InlineData("client: { like: curl }\nserver: {}\nkernel: { server: { \"tcp_tw_reuse\\n\": 1 } }\n")]
    [InlineData("client: { like: curl }\nserver: { command: [nginx], files: { \"a\\n\": b } }\n")]
    [InlineData("client: { like: curl }\nserver: {}\nreproduces: [\"C٠٢\"]\n")]
    [InlineData("client: { like: curl, timeout: ٣s }\nserver: {}\n")]
    [InlineData("client: { like: curl }\nserver: { response: { content_length: larger by ٣ } }\n")]
    public void AWordThatOnlyLooksRight_IsRefused(string yaml)
    {
        var text = $"name: smallest\n{yaml}load: [{{ pause: {{ during: 1s }} }}]\n";

        Should.Throw<ScenarioException>(() => Planner.Plan(text, "test")).Errors.ShouldHaveSingleItem().Place.Source.ShouldBe("test");
    }
}
