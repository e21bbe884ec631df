using System.CommandLine;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary><c>harness validate FILE...</c></summary>
internal static class ValidateCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh validate scenarios/
          ./run.sh validate my.yaml --print
          ./run.sh validate my.yaml --json
          ./run.sh validate --schema > scenario.schema.json
          ./run.sh validate --schema summary

        Exit codes: 0 all are right, 2 at least one is wrong.
        """;

    // The language itself, besides the results.
    private const string Language = "scenario";

    private static readonly JsonSerializerOptions Readable = new(ResultJson.Indented.Options);

    public static Command Create()
    {
        var files = SharedOptions.Files();
        files.Arity = ArgumentArity.ZeroOrMore;
        var full = new Option<bool>("--print") { Description = "Prints each scenario as it would run, with every default filled in" };
        var schema = new Option<string?>("--schema")
        {
            Description = $"Prints a JSON schema instead: of the scenario language, or of {string.Join(", ", ResultSchemas.Names)}",
            HelpName = "WORD",
            Arity = ArgumentArity.ZeroOrOne,
        };
        schema.AcceptOnlyFromAmong([Language, .. ResultSchemas.Names]);
        var json = SharedOptions.Json();
        var command = new Command("validate", "Checks scenarios without running them; all mistakes at once, each as file:line:column.")
        {
            files, full, schema, json,
        };
        var changes = new ChangeOptions(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetResult(schema) is not null)
            {
                Console.WriteLine(Schema(parsed.GetValue(schema) ?? Language));
                return (int)ExitCode.Success;
            }

            if (parsed.GetValue(files) is not { Length: > 0 } paths)
            {
                throw new UsageException("validate needs a FILE, or --schema");
            }

            var found = ScenarioFiles.Find(paths);
            return (int)(parsed.GetValue(json)
                ? PrintJson(ScenarioReports.Of(found, changes.Read(parsed)))
                : Print(found, changes.Read(parsed), parsed.GetValue(full)));
        });
        return command;
    }

    /// <summary>A schema as it is printed, and as docs/schema/ has it.</summary>
    public static string Schema(string name) =>
        (name == Language ? new ScenarioPlanner(Home.Vocabulary).Schema() : ResultSchemas.Of(name)).ToJsonString(Readable);

    private static ExitCode PrintJson(ScenariosReport report)
    {
        Console.WriteLine(JsonSerializer.Serialize(report, ResultJson.Indented.ScenariosReport));
        return report.Errors.Count == 0 ? ExitCode.Success : ExitCode.Usage;
    }

    private static ExitCode Print(IReadOnlyList<string> paths, ScenarioChanges changes, bool isFull)
    {
        // What is printed in full is a scenario again: nothing else may stand there.
        var words = isFull ? Console.Error : Console.Out;
        foreach (var (plan, path) in ScenarioFiles.Plan(paths, changes).Zip(paths))
        {
            words.WriteLine($"{path}: ok, {plan.Extent}");
            if (isFull)
            {
                Console.WriteLine(plan.ScenarioText);
            }
        }

        return ExitCode.Success;
    }
}
