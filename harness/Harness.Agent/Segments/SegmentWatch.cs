using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;

namespace Harness.Agent.Segments;

/// <summary>
/// Follows every connection of a network namespace by the segments that open and end it. It needs no help from the programs at its ends.
/// </summary>
internal sealed class SegmentWatch : IDisposable
{
    private readonly ConnectionTable table;
    private readonly SegmentTap tap;

    /// <summary>Begins at once.</summary>
    /// <param name="ends">The hop whose connections are counted apart.</param>
    /// <param name="keepsAll">Whether <see cref="Followed"/> is to have every connection.</param>
    /// <param name="delay">Paces it.</param>
    /// <exception cref="LinuxException">Packet sockets cannot be had here.</exception>
    public SegmentWatch(HopEndPoints ends, bool keepsAll, IPreciseDelay delay)
    {
        table = new ConnectionTable(ends, keepsAll);
        tap = new SegmentTap(SegmentKinds.Ends, Take, delay);
    }

    /// <summary>What has been seen up to now.</summary>
    public HopTally Tally() => tap.Look(missed => table.Tally() with { Missed = missed });

    /// <summary>Each connection of the hop up to now.</summary>
    public IReadOnlyList<FollowedConnection> Followed() => tap.Look(_ => table.Followed());

    public void Dispose() => tap.Dispose();

    private void Take(ReadOnlySpan<byte> packet, in Passage passage)
    {
        if (TcpSegment.TryRead(packet, out var segment))
        {
            table.Observe(segment, passage.IsSent);
        }
    }
}
