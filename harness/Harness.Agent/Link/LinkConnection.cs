using Harness.Agent.Segments;

namespace Harness.Agent.Link;

/// <summary>A connection as the link sees it: one for the addresses and ports of both ends, until a SYN begins another one there.</summary>
/// <param name="number">Which of the link's connections, from 1.</param>
/// <param name="syn">The client's first sequence number.</param>
internal sealed class LinkConnection(int number, uint syn)
{
    private readonly Way toServer = new();
    private readonly Way toClient = new();

    public int Number => number;

    /// <summary>What went to the server.</summary>
    public Way ToServer => toServer;

    /// <summary>What went to the client.</summary>
    public Way ToClient => toClient;

    /// <summary>Whether a SYN begins another connection.</summary>
    public bool IsAnother(in TcpSegment segment) => segment.Sequence != syn;

    /// <summary>What went one way.</summary>
    internal sealed class Way
    {
        private uint? end;

        /// <summary>Whether all bytes of the segment have passed before.</summary>
        public bool HasSeen(in LinkSegment segment) => end is { } seen && (int)(segment.End - seen) <= 0;

        /// <summary>The number behind the last byte that passed; null before the first.</summary>
        public uint? End => end;

        public void Add(in LinkSegment segment)
        {
            if (!segment.Tcp.Has(TcpFlags.Rst) && !HasSeen(segment))
            {
                end = segment.End;
            }
        }
    }
}
