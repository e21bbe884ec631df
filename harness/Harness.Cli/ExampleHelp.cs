using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Harness.Cli;

/// <summary>Prints a command's help and, below it, its examples: in the list of commands they would be in the way.</summary>
/// <param name="help">The usual help.</param>
/// <param name="examples">By the command's name.</param>
internal sealed class ExampleHelp(HelpAction help, IReadOnlyDictionary<string, string> examples) : SynchronousCommandLineAction
{
    /// <summary>Gives every command of <paramref name="root"/> a help that ends with its examples.</summary>
    public static void Install(RootCommand root, IReadOnlyDictionary<string, string> examples)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleHelp((HelpAction)option.Action!, examples);
    }

    /// <summary>Help is given also where arguments are missing.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command.Name, out var text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return code;
    }
}
