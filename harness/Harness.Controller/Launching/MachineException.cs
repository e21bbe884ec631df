namespace Harness.Controller.Launching;

/// <summary>This machine cannot run what was asked for. The message says what is missing and what to do.</summary>
/// <param name="message">For the user.</param>
public sealed class MachineException(string message) : Exception(message);
