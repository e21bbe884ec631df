using System.CommandLine;
using Harness.Cli.Completion;

namespace Harness.Cli.Commands;

/// <summary><c>harness completion SHELL</c>: prints what a shell needs to complete command lines of the harness.</summary>
internal static class CompletionCommand
{
    public const string Examples =
        """
        Examples:
          eval "$(./run.sh completion bash)"               for this shell; put it into ~/.bashrc for each
          source <(./run.sh completion zsh)                in ~/.zshrc, after compinit
          ./run.sh completion fish | source                in ~/.config/fish/config.fish
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Prints a script that completes command lines in bash, zsh or fish.") { shell };
        command.SetAction(parsed => Console.Write(ScriptFor(parsed.GetValue(shell)!)));
        return command;
    }

    /// <summary>What the scripts ask, with the words of a command line up to the one that is to be completed.</summary>
    public static Command CreateWords()
    {
        var words = new Argument<string[]>("WORD");
        var command = new Command("complete", "Completes a command line. Asked by the scripts of 'completion'.") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var line in Completer.Complete(parsed.RootCommandResult.Command, parsed.GetValue(words) ?? []))
            {
                Console.WriteLine(line);
            }
        });
        return command;
    }

    /// <summary>The script for a shell.</summary>
    public static string ScriptFor(string shell)
    {
        using var reader = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"harness.{shell}")!);
        return reader.ReadToEnd();
    }
}
