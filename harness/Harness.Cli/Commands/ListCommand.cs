using System.CommandLine;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary><c>harness list</c>: shows scenarios, each with what it is about.</summary>
internal static class ListCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh list
          ./run.sh list my-scenarios/
          ./run.sh list | grep tw-reuse
          ./run.sh list --json
        """;

    public static Command Create()
    {
        var folder = new Argument<string?>("DIR")
        {
            Description = "A folder of scenarios (default: those that come with the harness)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = SharedOptions.Json();
        var command = new Command("list", "Lists scenarios and what they show.")
        {
            folder, json,
        };
        command.SetAction(parsed => (int)Print(Home.Find(parsed.GetValue(folder) ?? ShippedScenarios.Folder), parsed.GetValue(json)));
        return command;
    }

    private static ExitCode Print(string folder, bool isJson)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{folder}: there is no such folder");
        }

        var report = ScenarioReports.Of(ScenarioFiles.Find([folder]).Select(Path.GetFullPath), ScenarioChanges.None);
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, ResultJson.Indented.ScenariosReport));
        }
        else
        {
            ScenarioListView.Print(Output.Console, report.Scenarios, !Console.IsOutputRedirected);
            foreach (var mistake in report.Errors)
            {
                Console.Error.WriteLine(ScenarioReports.Line(mistake));
            }
        }

        return report.Errors.Count == 0 ? ExitCode.Success : ExitCode.Usage;
    }
}
