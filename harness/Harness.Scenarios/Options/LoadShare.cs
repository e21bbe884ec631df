namespace Harness.Scenarios.Options;

/// <summary>The part that one of several client nodes has in a load. The parts of all nodes together are exactly the whole.</summary>
/// <param name="Index">Which node it is, from 0; less than <paramref name="Of"/>.</param>
/// <param name="Of">The number of client nodes, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
public sealed record LoadShare(int Index, int Of)
{
    /// <summary>The load of an only client node.</summary>
    public static LoadShare Whole { get; } = new(0, 1);

    /// <summary>The number of client nodes, at least 1.</summary>
    public int Of { get; } = Of >= 1 ? Of : throw new ArgumentOutOfRangeException(nameof(Of), Of, "a load has at least one part");

    /// <summary>Which node it is, from 0.</summary>
    public int Index { get; } = Index >= 0 && Index < Of
        ? Index
        : throw new ArgumentOutOfRangeException(nameof(Index), Index, $"there are {Of} parts");

    /// <summary>The number of workers of this node: worker w is on node w mod n.</summary>
    /// <param name="copies">The number of all workers.</param>
    public int CopiesOf(int copies) => copies <= Index ? 0 : ((copies - Index - 1) / Of) + 1;

    /// <summary>
    /// The connections of this node's workers, in proportion to their number, so that no node is idle much before the others. What rounding
    /// down leaves over goes to the largest remainders, one each.
    /// </summary>
    /// <param name="iterations">The connections of all workers.</param>
    /// <param name="copies">The number of all workers, at least 1.</param>
    public int IterationsOf(int iterations, int copies)
    {
        var products = Enumerable.Range(0, Of).Select(node => (long)iterations * new LoadShare(node, Of).CopiesOf(copies)).ToArray();
        var left = iterations - products.Sum(product => product / copies);
        // Sorting is stable: of equal remainders the first nodes come first.
        var ranks = Enumerable.Range(0, Of).OrderByDescending(node => products[node] % copies);
        return (int)(products[Index] / copies) + (ranks.Take((int)left).Contains(Index) ? 1 : 0);
    }
}
