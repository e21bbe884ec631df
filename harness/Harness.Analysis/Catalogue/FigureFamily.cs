namespace Harness.Analysis.Catalogue;

/// <summary>
/// Figures of one kind that have a name each, such as an errno: <c>connections.errors.ECONNRESET</c>. Any name is known, and what was not
/// counted is 0.
/// </summary>
/// <param name="Prefix">What the key of each begins with, its last point included.</param>
/// <param name="Placeholder">Stands for the name in lists: <c>ERRNO</c>.</param>
/// <param name="Label">For people, without the name.</param>
/// <param name="Counts">By name, what a trial counted; null when it counted none of them.</param>
public sealed record FigureFamily(
    string Prefix, string Placeholder, string Label, Func<MeasuredTrial, IReadOnlyDictionary<string, long>?> Counts)
{
    /// <summary>As of a <see cref="Figure"/>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Which direction is better.</summary>
    public Direction Better { get; init; }

    /// <summary>What they speak of.</summary>
    public Scope Scope { get; init; }

    /// <summary>What a check takes them as a share of.</summary>
    public Whole? PartOf { get; init; }

    /// <summary>Where those that were counted are used without being named.</summary>
    public DefaultUse DefaultUse { get; init; }

    /// <summary>Whether <paramref name="key"/> is of this family.</summary>
    public bool Has(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && key.Length > Prefix.Length;

    /// <summary>The figure of one name.</summary>
    public Figure Of(string name) => new($"{Prefix}{name}", $"{Label} {name}", FigureUnit.Count, t => Counts(t)?.GetValueOrDefault(name))
    {
        Subject = Subject,
        Better = Better,
        Scope = Scope,
        Merge = Merge.Sum,
        PartOf = PartOf,
        DefaultUse = DefaultUse,
    };

    /// <summary>The figures of the names that a trial counted.</summary>
    public IEnumerable<Figure> In(MeasuredTrial trial) => (Counts(trial)?.Keys ?? []).Select(Of);
}
