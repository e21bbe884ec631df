using System.CommandLine;
using Harness.Cli.Terminal;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;
using Spectre.Console;

namespace Harness.Cli.Commands;

/// <summary><c>harness list</c>: shows scenarios, each with what it is about.</summary>
internal static class ListCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh list
          ./run.sh list my-scenarios/
        """;

    public static Command Create()
    {
        var folder = new Argument<string?>("DIR")
        {
            Description = "A folder of scenarios (default: those that come with the harness)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("list", "Lists scenarios and what they show.")
        {
            folder,
        };
        command.SetAction(parsed => (int)Print(parsed.GetValue(folder) ?? ShippedScenarios.Folder));
        return command;
    }

    private static ExitCode Print(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{folder}: there is no such folder");
        }

        var errors = new List<ScenarioError>();
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var file in ScenarioFiles.Find([folder]))
        {
            try
            {
                AddRow(grid, file, ScenarioFiles.Plan([file], ScenarioChanges.None)[0]);
            }
            catch (ScenarioException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        Output.Console.Write(grid);
        errors.ForEach(e => Console.Error.WriteLine(e));
        return errors.Count == 0 ? ExitCode.Success : ExitCode.Usage;
    }

    private static void AddRow(Grid grid, string file, RunPlan plan) => grid.AddRow(
        MarkupText.Of(Home.Shown(Path.GetFullPath(file))),
        MarkupText.Of(string.Join(' ', plan.Scenario.Reproduces)),
        MarkupText.Of(FirstSentence(plan.Scenario.About)));

    private static string FirstSentence(string about) =>
        about.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? about[..(end + 1)] : about;
}
