using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary><c>harness validate FILE...</c></summary>
internal static class ValidateCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh validate scenarios/
          ./run.sh validate my.yaml --print
        """;

    public static Command Create()
    {
        var files = SharedOptions.Files();
        var full = new Option<bool>("--print") { Description = "Prints each scenario as it would run, with every default filled in" };
        var command = new Command("validate", "Checks scenarios without running them; all mistakes at once, each as file:line:column.")
        {
            files, full,
        };
        var changes = new ChangeOptions(command);
        command.SetAction(parsed =>
        {
            var paths = ScenarioFiles.Find(parsed.GetValue(files)!);
            foreach (var (plan, path) in ScenarioFiles.Plan(paths, changes.Read(parsed)).Zip(paths))
            {
                var trials = plan.Scenario.Threshold is { } search ? $"a search of at most {search.Trials}" : plan.Count;
                Console.WriteLine($"{path}: ok, {trials} trial{(plan.Trials.Count == 1 ? "" : "s")}");
                if (parsed.GetValue(full))
                {
                    Console.WriteLine(plan.ScenarioText);
                }
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
