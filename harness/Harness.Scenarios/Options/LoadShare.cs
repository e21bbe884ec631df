using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>
/// The part that one of several client nodes has in a load. The parts of all nodes together are exactly the whole. Connections and workers
/// are dealt out in turns, see <see cref="TurnsOf"/>.
/// </summary>
public sealed record LoadShare
{
    private readonly IReadOnlyList<int> turns;
    private readonly int[] own;

    /// <param name="index">Which node it is, from 0.</param>
    /// <param name="weights">What each node takes in proportion to the others, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part, or a weight of 0.</exception>
    [JsonConstructor]
    public LoadShare(int index, IReadOnlyList<int> weights)
    {
        Index = index >= 0 && index < weights.Count
            ? index
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {weights.Count} parts");
        Weights = weights;
        turns = TurnsOf(weights);
        own = [.. turns.Index().Where(t => t.Item == index).Select(t => t.Index)];
    }

    /// <summary>The load of an only client node.</summary>
    public static LoadShare Whole { get; } = Equal(0, 1);

    /// <summary>Which node it is, from 0.</summary>
    public int Index { get; }

    /// <summary>What each node takes in proportion to the others.</summary>
    public IReadOnlyList<int> Weights { get; }

    /// <summary>Whether it is all of the load.</summary>
    [JsonIgnore]
    public bool IsWhole => Weights.Count == 1;

    /// <summary>Its part of all, more than 0 and at most 1.</summary>
    [JsonIgnore]
    public double Fraction => (double)own.Length / turns.Count;

    /// <summary>The part of one of so many nodes that all take the same.</summary>
    /// <param name="index">Which node it is, from 0; less than <paramref name="of"/>.</param>
    /// <param name="of">The number of nodes, at least 1.</param>
    public static LoadShare Equal(int index, int of) => new(index, [.. Enumerable.Repeat(1, of)]);

    /// <summary>
    /// Whose turn it is, again and again: each has as many turns as its weight says, and they are spread as evenly as whole turns can be.
    /// Of equal weights it is 0, 1, 2 and so on.
    /// </summary>
    /// <param name="weights">At least 1 each.</param>
    public static IReadOnlyList<int> TurnsOf(IReadOnlyList<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weights.Min(), 1, nameof(weights));
        var shared = weights.Aggregate(GreatestCommonDivisor);
        var parts = weights.Select(w => w / shared).ToArray();
        var (turns, owed) = (new int[parts.Sum()], new int[parts.Length]);
        for (var turn = 0; turn < turns.Length; turn++)
        {
            // Each is owed its weight by every turn; who is owed most has it, the first of those that are owed alike, and pays for it.
            for (var i = 0; i < parts.Length; i++)
            {
                owed[i] += parts[i];
            }

            var next = Array.IndexOf(owed, owed.Max());
            owed[next] -= turns.Length;
            turns[turn] = next;
        }

        return turns;
    }

    /// <summary>Whether connection number <paramref name="slot"/> of an open load, from 0, is this node's.</summary>
    public bool Owns(long slot) => turns[(int)(slot % turns.Count)] == Index;

    /// <summary>The number of workers of this node: worker w has the w-th turn.</summary>
    /// <param name="copies">The number of all workers.</param>
    public int CopiesOf(int copies) => CopiesOf(own, copies);

    /// <summary>
    /// The connections of this node's workers, in proportion to their number, so that no node is idle much before the others. What rounding
    /// down leaves over goes to the largest remainders, one each.
    /// </summary>
    /// <param name="iterations">The connections of all workers.</param>
    /// <param name="copies">The number of all workers, at least 1.</param>
    public int IterationsOf(int iterations, int copies)
    {
        var products = Enumerable.Range(0, Weights.Count)
            .Select(node => (long)iterations * CopiesOf([.. turns.Index().Where(t => t.Item == node).Select(t => t.Index)], copies))
            .ToArray();
        var left = iterations - products.Sum(product => product / copies);
        // Sorting is stable: of equal remainders the first nodes come first.
        var ranks = Enumerable.Range(0, Weights.Count).OrderByDescending(node => products[node] % copies);
        return (int)(products[Index] / copies) + (ranks.Take((int)left).Contains(Index) ? 1 : 0);
    }

    private int CopiesOf(int[] turnsOfNode, int copies) =>
        (copies / turns.Count * turnsOfNode.Length) + turnsOfNode.Count(t => t < copies % turns.Count);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
