using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary><c>harness probe</c>: has a command for clients and one for servers.</summary>
internal static class ProbeCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh probe client -- curl -s {url}
          ./run.sh probe server http://127.0.0.1:8080/
        """;

    public static Command Create() => new(
        "probe",
        "Finds out how a client program or a server on this machine closes its connections, and which side closes first.")
    {
        ProbeClientCommand.Create(),
        ProbeServerCommand.Create(),
    };
}
