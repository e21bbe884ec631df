using System.CommandLine;
using Harness.Agent;
using Harness.Cli.Running;
using Harness.Protocol.Messages;

namespace Harness.Cli.Commands;

/// <summary><c>harness agent</c>: one side of a run, started by the controller, not by people.</summary>
internal static class AgentCommand
{
    public static Command Create()
    {
        var onHost = new Option<bool>(AgentArguments.OnHost)
        {
            Description = "It stands on a machine that others use: it takes part in runs on hosts only",
        };
        var command = new Command(
            AgentPrograms.ManagedCommand,
            "Plays one node of a run; reads requests from stdin. Started by the other commands.")
        {
            Hidden = true,
        };
        command.Add(onHost);
        command.SetAction(parsed => AgentLoop.Run(
            Home.Version, AgentBuild.Managed, OptionalParts.Engines, parsed.GetValue(onHost) ? [AgentArguments.OnHost] : []));
        return command;
    }
}
