using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>A file that was made to do harm is refused with a short sentence, before it costs time or memory.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const string Good =
        """
        name: good
        server: { close: immediately }
        client: { like: curl }
        load: [{ inject: { rate: 10, during: 1s } }]
        """;

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    public static TheoryData<string> OddValues => ["{}", "[]", "[a]", "[{}]", "{ a: b }", "''", "null", "-1", "1e999", "٣ms", "'\u0001'"];

    [Theory]
    [MemberData(nameof(OddValues))]
    public void AnyKey_MayHoldAnything_AndIsReadOrRefused(string value)
    {
        // All keys with their defaults, and those of the sections that have none.
        var whole = Plan(Good + "\nlink: { rtt: 1ms }\nrepeat: 2\nsweep: { server.close: [immediately] }\nexpect: [1 == 1]").ScenarioText;

        foreach (var key in Keys(YamlReader.ReadText(whole, "good.yaml"), ""))
        {
            try
            {
                Plan(whole, new Setting("--set", key, value)).Trials.ShouldNotBeEmpty();
            }
            catch (ScenarioException e)
            {
                e.Errors.ShouldNotBeEmpty(key);
            }
        }
    }

    [Fact]
    public void TwentyMistakes_AreEnough()
    {
        var error = Refused(Good + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"\nunknown{i}: 1")));

        error.Errors.Count.ShouldBe(21);
        error.Message.ShouldContain("unknown key 'unknown19'");
        error.Message.ShouldEndWith("and more; the first 20 mistakes are shown");
    }

    [Fact]
    public void AMistake_IsOneShortLine_HoweverLongTheValue_AndWhateverIsInIt()
    {
        var value = $"\\e[2J\\nother.yaml:1:1: forged{new string('x', 500_000)}";
        foreach (var text in new[]
        {
            Good.Replace("immediately", $"\"{value}\""), Good.Replace("like: curl", $"like: \"{value}\""), $"{Good}\nip: \"{value}\"",
            $"{Good}\nrepeat: \"{value}\"", $"{Good}\nexpect: [\"{value}\"]", $"{Good}\nkernel: {{ client: {{ ? \"{value}\"\n: 1 }} }}",
        })
        {
            var message = Refused(text).Message;

            message.ShouldStartWith("good.yaml:");
            message.ShouldContain("\\x1b[2J\\nother.yaml:1:1: forged");
            message.Split('\n').ShouldHaveSingleItem().Length.ShouldBeLessThan(2_100);
        }
    }

    [Fact]
    public void AKeyTwice_IsFoundAmongManyKeys() =>
        Refused(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: 1\n")) + "k7: 1").Message
            .ShouldBe("good.yaml:60001:1: 'k7' stands twice, first at line 8; keep one");

    [Fact]
    public void ASweepOfThousandsOfKeys_IsRefusedBeforeAnyIsCombined() =>
        Refused(Good + "\nsweep:" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"\n  cases.a{i}: [{{ name: x }}]"))).Message
            .ShouldContain("sweep: has 5,000 keys; at most 20 are swept");

    [Theory]
    [InlineData(40, "-L is given 40 times; at most 20 keys make a matrix")]
    [InlineData(20, "these are 1,048,576 trials; at most 10,000 are allowed")]
    public void AMatrixOfTooMany_IsRefusedBeforeAnyIsPlanned(int axes, string expected) =>
        Should.Throw<UsageException>(() => ComparedThings.Read(
            [temp.Write("good.yaml", Good)],
            [.. Enumerable.Range(0, axes).Select(i => $"client.like.a{i}=1,2")],
            ScenarioChanges.None,
            rounds: 1))
            .Message.ShouldBe(expected);

    [Fact]
    public void ANul_IsRefused_WhereverItStands() => Refused(Good.Replace("curl }", "curl, method: \"a\\0b\" }")).Message
        .ShouldStartWith("good.yaml:3:31: holds a NUL (\\0)");

    [Fact]
    public void AFileWithoutEnd_IsReadNoFurtherThanAScenarioMayBeLong()
    {
        var endless = temp.Write("endless.yaml", "");
        using (var file = File.OpenWrite(endless))
        {
            file.SetLength(1L << 40);
        }

        Should.Throw<ScenarioException>(() => ScenarioFiles.Plan([endless], ScenarioChanges.None)).Message
            .ShouldBe($"{endless}: is longer than 1,048,576 bytes, the most that a scenario file may have");
    }

    [Fact]
    public void NoName_IsNoFile() => Should.Throw<UsageException>(() => ScenarioFiles.Find([""])).Message.ShouldContain("./run.sh list");

    [Fact]
    public void AFolder_HasEachOfItsScenariosOnce_WhateverLinksAreInIt()
    {
        var inside = Directory.CreateDirectory(Path.Combine(temp.Path, "inside"));
        File.WriteAllText(Path.Combine(inside.FullName, "a.yaml"), Good);
        File.CreateSymbolicLink(Path.Combine(inside.FullName, "b.yaml"), Path.Combine(inside.FullName, "a.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(inside.FullName, "round"), temp.Path);

        ScenarioFiles.Find([temp.Path]).Select(f => Path.GetRelativePath(temp.Path, f)).ShouldBe(["inside/a.yaml", "inside/b.yaml"]);
    }

    private static RunPlan Plan(string text, params Setting[] settings) =>
        new ScenarioPlanner(Home.Vocabulary).Plan(text, "good.yaml", settings);

    private static ScenarioException Refused(string text) => Should.Throw<ScenarioException>(() => Plan(text));

    private static IEnumerable<string> Keys(Node node, string above) => node switch
    {
        MapNode map => map.Entries.Where(e => !e.Key.Contains('.'))
            .SelectMany(e => Keys(e.Value, $"{above}{e.Key}.").Prepend(above + e.Key)),
        ListNode list => list.Items.Index().SelectMany(i => Keys(i.Item, $"{above}{i.Index}.").Prepend($"{above}{i.Index}")),
        _ => [],
    };
}
