namespace Harness.Agent.Link;

/// <summary>Passes every frame on after the same time.</summary>
internal sealed class FixedDelay(TimeSpan delay) : ILinkRule
{
    private readonly long nanoseconds = (long)delay.TotalNanoseconds;

    public long? DueAt(LinkDirection to, ReadOnlySpan<byte> frame, long arrived) => arrived + nanoseconds;
}
