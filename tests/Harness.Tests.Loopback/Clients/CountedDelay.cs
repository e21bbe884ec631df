using Harness.Protocol.Contracts;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>Counts who waits: a server that delays its close has sent its response by then.</summary>
internal sealed class CountedDelay : IPreciseDelay
{
    private readonly TestDelay delay = new();
    private int waits;

    public int Waits => Volatile.Read(ref waits);

    public void Until(long timestamp) => throw new NotSupportedException();

    public ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref waits);
        return delay.UntilAsync(timestamp, cancellationToken);
    }
}
