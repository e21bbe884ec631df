using System.Numerics;

namespace Harness.Agent.Segments;

/// <summary>How many connections, or ends of them, have each mark: a bit of an enum.</summary>
internal sealed class MarkCounts
{
    private readonly long[] counts = new long[32];

    /// <summary>How many have this one mark.</summary>
    public long this[int mark] => counts[BitOperations.TrailingZeroCount(mark)];

    /// <summary>Something that was counted with some marks has others now.</summary>
    public void Change(int from, int to)
    {
        for (var changed = (uint)(from ^ to); changed != 0; changed &= changed - 1)
        {
            var bit = BitOperations.TrailingZeroCount(changed);
            counts[bit] += (to >> bit & 1) == 1 ? 1 : -1;
        }
    }
}
