using System.Numerics;

namespace Harness.Agent.Segments;

/// <summary>How many connections have each of the <see cref="Marks"/>.</summary>
internal sealed class ConnectionCounts
{
    private readonly long[] counts = new long[32];

    public long this[Marks mark] => counts[BitOperations.TrailingZeroCount((uint)mark)];

    /// <summary>A connection that was counted with some marks has others now.</summary>
    public void Change(Marks from, Marks to)
    {
        for (var changed = (uint)(from ^ to); changed != 0; changed &= changed - 1)
        {
            var bit = BitOperations.TrailingZeroCount(changed);
            counts[bit] += ((uint)to >> bit & 1) == 1 ? 1 : -1;
        }
    }
}
