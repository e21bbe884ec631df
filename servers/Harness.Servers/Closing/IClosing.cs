using Harness.Scenarios.Options;

namespace Harness.Servers.Closing;

/// <summary>How the server ends a connection, one class for each case of <see cref="ServerClose"/>.</summary>
internal interface IClosing
{
    /// <summary>Requests answered before the end.</summary>
    int Requests => 1;

    /// <summary>How long each request is waited for.</summary>
    TimeSpan Idle => Timeout.InfiniteTimeSpan;

    /// <summary>Ends <paramref name="connection"/> after the last response. What is still open when this returns is closed.</summary>
    ValueTask EndAsync(ServerConnection connection);
}
