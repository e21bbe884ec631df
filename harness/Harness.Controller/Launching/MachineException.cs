namespace Harness.Controller.Launching;

/// <summary>This machine cannot run what was asked for. The message says what is missing and what to do.</summary>
/// <param name="message">For the user.</param>
public sealed class MachineException(string message) : Exception(message)
{
    /// <summary>The exit code of an agent that could not be started; null where there was none.</summary>
    public int? ExitCode { get; init; }
}
