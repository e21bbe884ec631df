using System.Diagnostics;
using Harness.Protocol.Contracts;

namespace Harness.Tests.Loopback.Clients;

/// <summary>A timer that is always late by as much, as on a machine that is too busy.</summary>
internal sealed class LateDelay(TimeSpan late) : IPreciseDelay
{
    public void Until(long timestamp) => throw new NotSupportedException();

    public async ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default)
    {
        while (Stopwatch.GetElapsedTime(timestamp) < late)
        {
            await Task.Delay(1, cancellationToken);
        }
    }
}
