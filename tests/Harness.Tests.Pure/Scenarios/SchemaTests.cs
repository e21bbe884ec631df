using System.Text.Json;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;
using Harness.Tests.Pure.Checking;
using Json.Schema;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>The schemas: that of the language agrees with the program, and what the program writes fits those of the results.</summary>
public sealed class SchemaTests
{
    private const string Good =
        "name: x\nserver: { close: immediately }\nclient: { like: ab }\n"
        + "load: [{ iterations_for_constant: { copies: 2, iterations: 10 } }]\n";

    private static readonly JsonSchema Language = JsonSchema.FromText(ValidateCommand.Schema("scenario"));

    public static TheoryData<string> Names() => [.. ResultSchemas.Names, "scenario"];

    public static TheoryData<string> Shipped() =>
        [.. ScenarioFiles.Find([Repository.PathOf("scenarios")]).Select(f => Path.GetRelativePath(Repository.Folder, f))];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSchemaInDocs_IsTheOneThatTheProgramPrints(string name)
    {
        var path = Repository.PathOf("docs", "schema", $"{name}.schema.json");
        var expected = ValidateCommand.Schema(name) + "\n";
        if (Environment.GetEnvironmentVariable("HARNESS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        (File.Exists(path) ? File.ReadAllText(path) : "").ShouldBe(
            expected, $"renew it with: ./run.sh validate --schema {name} > docs/schema/{name}.schema.json");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void EveryShippedScenario_FitsTheSchema_AndNamesItForEditors(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file));

        Fits(text).ShouldBeTrue(Why(text));
        var up = string.Concat(Enumerable.Repeat("../", file.Count(c => c == '/')));
        text.Split('\n').ShouldContain($"# yaml-language-server: $schema={up}docs/schema/scenario.schema.json");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void AScenarioWithItsDefaultsFilledIn_FitsTheSchemaToo(string file)
    {
        var text = ScenarioFiles.Plan([Repository.PathOf(file)], ScenarioChanges.None)[0].ScenarioText;

        Fits(text).ShouldBeTrue(Why(text));
    }

    [Theory]
    [InlineData("sevrer: 1\n", "", "")]
    [InlineData("", "close: immediately", "clsoe: immediately")]
    [InlineData("", "immediately", "imediately")]
    [InlineData("", "immediately", "{ after: 400 }")]
    [InlineData("", "immediately", "{ after: 1ms, reset: 1 }")]
    [InlineData("", "like: ab", "like: crul")]
    [InlineData("", "like: ab", "http: 1.1")]
    [InlineData("", "copies: 2", "copies: 0")]
    [InlineData("", ", iterations: 10", "")]
    [InlineData("", "name: x\n", "")]
    [InlineData("repeat: 1001\n", "", "")]
    [InlineData("network: lopback\n", "", "")]
    [InlineData("expect: [closed_first.server]\n", "", "")]
    [InlineData("sample: { every: fast }\n", "", "")]
    [InlineData("link: { rules: { 9lives: { do: drop } } }\n", "", "")]
    [InlineData("sweep: { server.close.after: 1ms }\n", "", "")]
    public void AWrongScenario_IsRefusedByTheSchema_AndByTheProgram(string more, string from, string to)
    {
        Fits(Good).ShouldBeTrue(Why(Good));
        var wrong = (from.Length == 0 ? Good : Good.Replace(from, to)) + more;

        Fits(wrong).ShouldBeFalse();
        Should.Throw<ScenarioException>(() => new ScenarioPlanner(Home.Vocabulary).Plan(wrong, "x.yaml"));
    }

    [Theory]
    [InlineData("immediately", "{ after: 20 ms }")]
    [InlineData("immediately", "{ after: 1min }")]
    [InlineData("iterations: 10", "iterations: 10k")]
    [InlineData("iterations: 10", "iterations: \"10\"")]
    [InlineData("close: immediately", "ports: 80")]
    [InlineData("close: immediately", "response: { http: 1.0 }")]
    [InlineData("close: immediately", "think: { uniform: [1ms, 2ms] }")]
    [InlineData("like: ab", "like: ab, pause: 5ms, requests_per_connection: 2 }\n# {")]
    public void WhatTheProgramTakes_TheSchemaTakesToo(string from, string to)
    {
        var right = Good.Replace(from, to).Replace("}\n# { }", "}");
        right = right.Contains("requests_per", StringComparison.Ordinal)
            ? right.Replace("close: immediately", "close: { keep_alive: { idle: 1s } }, response: { connection: none }")
            : right;

        new ScenarioPlanner(Home.Vocabulary).Plan(right, "x.yaml").Trials.ShouldHaveSingleItem();
        Fits(right).ShouldBeTrue(Why(right));
    }

    [Fact]
    public void WhatTheProgramWrites_FitsItsSchema()
    {
        ExampleRun[] runs =
        [
            ExampleRun.ServerFirst(), ExampleRun.ClientFirstDrained(), ExampleRun.Missed(), ExampleRun.Interrupted(), ExampleRun.Sweep(),
        ];
        foreach (var run in runs)
        {
            ShouldFit("summary", JsonSerializer.Serialize(run.Summary, ResultJson.Indented.RunSummary));
        }

        var report = new RunsReport { Runs = [new("f", "r", 1.5, runs[0].Summary)], NotRun = [new("x", "no", IsSkipped: true)] };
        ShouldFit("run", JsonSerializer.Serialize(report, ResultJson.Indented.RunsReport));
        var comparison = Comparer.Compare([ExampleSource.Of("a", 1, 2, 1), ExampleSource.Of("b", 1, 2, 1)], [], default, true);
        ShouldFit("compare", JsonSerializer.Serialize(comparison, ResultJson.Indented.Comparison));
        ShouldFit("compare", JsonSerializer.Serialize(comparison with { Place = new("f", "r") }, ResultJson.Indented.Comparison));
        var check = ExampleMeasurement.Judge(ExampleMeasurement.Timed(2), ExampleMeasurement.Timed(2));
        ShouldFit("check", JsonSerializer.Serialize(check, ResultJson.Indented.CheckReport));
        var scenarios = ScenarioReports.Of([Repository.PathOf("scenarios/ci/reset.yaml"), "missing.yaml"], ScenarioChanges.None);
        scenarios.Scenarios.ShouldHaveSingleItem().Name.ShouldBe("ci-reset");
        scenarios.Errors.ShouldHaveSingleItem().Line.ShouldBeNull();
        ShouldFit("scenarios", JsonSerializer.Serialize(scenarios, ResultJson.Indented.ScenariosReport));
    }

    [Fact]
    public void AResultThatLacksWhatItMustHave_DoesNotFit()
    {
        var json = JsonSerializer.Serialize(ExampleRun.ServerFirst().Summary, ResultJson.Indented.RunSummary);

        Of("summary").Evaluate(Element(json.Replace("\"verdict\"", "\"verdit\""))).IsValid.ShouldBeFalse();
        Of("summary").Evaluate(Element(json.Replace("\"complete\": true", "\"complete\": \"yes\""))).IsValid.ShouldBeFalse();
    }

    private static void ShouldFit(string name, string json)
    {
        var result = Of(name).Evaluate(Element(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        result.IsValid.ShouldBeTrue(Details(result));
    }

    private static JsonSchema Of(string name) => JsonSchema.FromText(ValidateCommand.Schema(name));

    private static bool Fits(string yaml) => Language.Evaluate(Element(YamlAsJson.Read(yaml)!.ToJsonString())).IsValid;

    private static string Why(string yaml) => Details(Language.Evaluate(
        Element(YamlAsJson.Read(yaml)!.ToJsonString()), new EvaluationOptions { OutputFormat = OutputFormat.List }));

    private static string Details(EvaluationResults results) => string.Join('\n', (results.Details ?? [])
        .Where(d => d.Errors is { Count: > 0 })
        .Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}"));

    private static JsonElement Element(string json) => JsonElement.Parse(json);
}
