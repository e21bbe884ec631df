using System.CommandLine;
using System.CommandLine.Invocation;
using Harness.Cli.Running;
using Harness.Protocol.Messages;

namespace Harness.Cli.Commands;

/// <summary><c>harness version</c> and <c>--version</c>: which program this is, and which one plays its agents.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Shows the version, and whether the agents are native or managed.");
        command.SetAction(Print);
        return command;
    }

    /// <summary>Makes the option of <paramref name="root"/> say the same.</summary>
    public static void Install(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new PrintAction();

    private static int Print(ParseResult parsed)
    {
        var agent = AgentPrograms.InUse == AgentBuild.Native ? "native" : "managed";
        parsed.InvocationConfiguration.Output.WriteLine($"harness {Home.Version} ({agent} agent)");
        return (int)ExitCode.Success;
    }

    private sealed class PrintAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult) => Print(parseResult);
    }
}
