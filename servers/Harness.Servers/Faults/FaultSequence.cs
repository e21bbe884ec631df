using Harness.Scenarios.Options;

namespace Harness.Servers.Faults;

/// <summary>
/// Which answers are hit, and by what. The answers come in blocks, of the smallest number in which every share is a whole number. Each
/// block has exactly those numbers of faults, in an order of its own. The k-th answer's fate depends on the faults and the seed alone. Safe
/// for threads.
/// </summary>
internal sealed class FaultSequence
{
    private readonly Lock gate = new();
    private readonly Random random;
    private readonly FaultAct?[] block;
    private int next;

    /// <param name="faults">At least one; their shares are at most 1 together.</param>
    /// <param name="seed">Another one gives another order.</param>
    public FaultSequence(IReadOnlyList<Fault> faults, int seed)
    {
        random = new(seed);
        var divisor = faults.Aggregate(Fault.Parts, (d, f) => GreatestDivisor(d, f.PartsHit));
        block = new FaultAct?[Fault.Parts / divisor];
        var hit = faults.SelectMany(f => Enumerable.Repeat(f.Act, f.PartsHit / divisor)).ToArray();
        hit.CopyTo(block, 0);
        next = block.Length;
    }

    /// <summary>The fate of the next answer: what hits it, null for nothing, and by how much it is late.</summary>
    public (FaultAct? Act, TimeSpan By) Next()
    {
        lock (gate)
        {
            if (next == block.Length)
            {
                random.Shuffle(block);
                next = 0;
            }

            var act = block[next++];
            return (act, act is FaultAct.Late(var by) ? by.Next(random) : TimeSpan.Zero);
        }
    }

    private static int GreatestDivisor(int a, int b) => b == 0 ? a : GreatestDivisor(b, a % b);
}
