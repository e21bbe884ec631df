namespace Harness.Clients.Engines;

/// <summary>A load engine cannot run the load; the message says why and what to do.</summary>
public sealed class LoadEngineException(string message) : Exception(message);
