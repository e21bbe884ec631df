using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary><c>harness help [COMMAND]</c>: the same as <c>--help</c>.</summary>
internal static class HelpCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh help
          ./run.sh help probe client
        """;

    public static Command Create()
    {
        var words = new Argument<string[]>("COMMAND") { Description = "The command to explain (default: the list of all)" };
        var command = new Command("help", "Shows what a command does, its options and examples.") { words };
        command.SetAction(parsed =>
        {
            var names = parsed.GetValue(words) ?? [];
            var root = parsed.RootCommandResult.Command;
            return CommandTree.Find(root, names) is null
                ? throw new UsageException($"there is no command '{string.Join(' ', names)}'; './run.sh help' shows all")
                : root.Parse([.. names, "--help"]).Invoke(parsed.InvocationConfiguration);
        });
        return command;
    }
}
