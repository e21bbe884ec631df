using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent.Link;

/// <summary>An interface of the link, and what became of the frames that were to go out of it.</summary>
internal sealed class LinkEnd(string interfaceName, int mtu) : IDisposable
{
    private readonly Histogram late = new();
    private long frames;
    private long bytes;
    private long dropped;

    public PacketSocket Socket { get; } = Open(interfaceName, mtu);

    /// <returns>False when it was lost.</returns>
    public bool Pass(ReadOnlySpan<byte> frame, long lateBy)
    {
        if (!Socket.TrySend(frame))
        {
            dropped++;
            return false;
        }

        frames++;
        bytes += frame.Length;
        late.Record(lateBy);
        return true;
    }

    public void Drop() => dropped++;

    /// <param name="unseen">Frames that were lost before this program saw them.</param>
    public LinkDirectionReport Report(long unseen) => new() { Frames = frames, Bytes = bytes, Dropped = dropped + unseen, Late = late };

    public void Dispose() => Socket.Dispose();

    // Joined frames would be larger than the MTU of the other end.
    private static PacketSocket Open(string name, int mtu)
    {
        Offloads.TurnOff(name);
        return new PacketSocket(name, mtu);
    }
}
