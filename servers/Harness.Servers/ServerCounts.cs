using Harness.Model.Counting;

namespace Harness.Servers;

/// <summary>What the server counts, for threads to write and to read.</summary>
internal sealed class ServerCounts
{
    public ConnectionCounter Connections { get; } = new();

    /// <summary>From the last byte written to close().</summary>
    public SharedHistogram CloseDelay { get; } = new();

    /// <summary>From the last byte written to the client's FIN, as the server saw it.</summary>
    public SharedHistogram ThinkTime { get; } = new();
}
