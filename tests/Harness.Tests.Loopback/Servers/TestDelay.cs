using System.Diagnostics;
using Harness.Protocol.Contracts;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Delays that are right to a few microseconds on an idle machine, by spinning for the last milliseconds.</summary>
internal sealed class TestDelay : IPreciseDelay
{
    public void Until(long timestamp)
    {
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            Thread.SpinWait(10);
        }
    }

    public async ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp) - TimeSpan.FromMilliseconds(2);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < TimeSpan.FromDays(1) ? wait : Timeout.InfiniteTimeSpan, cancellationToken);
        }

        Until(timestamp);
    }
}
