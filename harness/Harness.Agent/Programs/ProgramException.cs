namespace Harness.Agent.Programs;

/// <summary>A program cannot play its side on this machine.</summary>
/// <param name="message">For the user.</param>
internal sealed class ProgramException(string message) : Exception(message);
