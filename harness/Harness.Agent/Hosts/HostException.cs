namespace Harness.Agent.Hosts;

/// <summary>What is asked of an agent must not be done on this host, or cannot.</summary>
/// <param name="message">For the user.</param>
internal sealed class HostException(string message) : Exception(message);
