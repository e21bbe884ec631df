using Harness.Controller.Launching;

namespace Harness.Controller;

/// <summary>What may end a run without being a fault of the harness.</summary>
public static class RunFailure
{
    /// <summary>True for what a run expects of its machine and its user: it ends, keeps what it measured, and says why.</summary>
    public static bool IsForeseen(Exception failure) => failure is
        OperationCanceledException or AgentException or MachineException or IOException or UnauthorizedAccessException;

    /// <summary>How a run ends that met <paramref name="failure"/>.</summary>
    public static RunEnd EndOf(Exception failure) =>
        failure is OperationCanceledException ? RunEnd.Interrupted : RunEnd.BrokeOff;
}
