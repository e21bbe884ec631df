using System.CommandLine;
using Harness.Cli.Commands;

namespace Harness.Cli;

/// <summary>Every command with its options and texts: the command line, help, completion and man pages are made of it.</summary>
internal static class CommandTree
{
    private static readonly Dictionary<string, string> ExamplesByName = new(StringComparer.Ordinal)
    {
        ["run"] = RunCommand.Examples,
        ["check"] = CheckCommand.Examples,
        ["compare"] = CompareCommand.Examples,
        ["probe"] = ProbeCommand.Examples,
        ["client"] = ProbeClientCommand.Examples,
        ["server"] = ProbeServerCommand.Examples,
        ["list"] = ListCommand.Examples,
        ["validate"] = ValidateCommand.Examples,
        ["report"] = ReportCommand.Examples,
        ["doctor"] = DoctorCommand.Examples,
        ["completion"] = CompletionCommand.Examples,
        ["help"] = HelpCommand.Examples,
    };

    /// <summary>The whole tree, each command with a help that ends with its examples.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Reproduces TCP's TIME_WAIT behaviour: configurable test servers, clients that close as curl, siege and ab do, "
            + "and a count of TIME_WAIT on each side.")
        {
            RunCommand.Create(),
            CheckCommand.Create(),
            CompareCommand.Create(),
            ProbeCommand.Create(),
            ListCommand.Create(),
            ValidateCommand.Create(),
            ReportCommand.Create(),
            DoctorCommand.Create(),
            HelpCommand.Create(),
            VersionCommand.Create(),
            CompletionCommand.Create(),
            CompletionCommand.CreateWords(),
            ManualCommand.Create(),
            AgentCommand.Create(),
        };
        VersionCommand.Install(root);
        ExampleHelp.Install(root);
        return root;
    }

    /// <summary>What is said below a command's options: examples, and the exit codes where a script needs them. Null for nothing.</summary>
    public static string? Examples(Command command) => ExamplesByName.GetValueOrDefault(command.Name);

    /// <summary>The command that <paramref name="words"/> name, one within the other; null when there is none.</summary>
    public static Command? Find(Command root, IEnumerable<string> words) =>
        words.Aggregate((Command?)root, (command, word) => command?.Subcommands.FirstOrDefault(c => c.Name == word && !c.Hidden));
}
