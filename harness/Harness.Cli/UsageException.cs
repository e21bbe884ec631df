namespace Harness.Cli;

/// <summary>The command line asks for something that cannot be. Nothing was started.</summary>
/// <param name="message">For the user.</param>
internal sealed class UsageException(string message) : Exception(message);
