namespace Harness.Agent.Link;

/// <summary>A frame on its way.</summary>
/// <param name="To">Which way it goes.</param>
/// <param name="Buffer">Its bytes, and more.</param>
/// <param name="Length">How many of them are its own.</param>
/// <param name="Due">When to pass it on.</param>
/// <param name="Mark">What is to be told when it leaves, see <see cref="ILinkRule.Mark"/>.</param>
internal readonly record struct QueuedFrame(LinkDirection To, byte[] Buffer, int Length, long Due, long Mark)
{
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
