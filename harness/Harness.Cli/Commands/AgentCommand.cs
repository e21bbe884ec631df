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
        var command = new Command(
            AgentPrograms.ManagedCommand,
            "Plays one node of a run; reads requests from stdin. Started by the other commands.")
        {
            Hidden = true,
        };
        command.SetAction(_ => AgentLoop.Run(Home.Version, AgentBuild.Managed, OptionalParts.Engines));
        return command;
    }
}
