namespace Harness.Reporting.Charts;

/// <summary>A chart as it is meant, for whoever draws it. A colour is a word of <see cref="Palette"/>.</summary>
/// <param name="Id">Unique in a run; also the name of its file.</param>
/// <param name="Title">What is drawn.</param>
/// <param name="Subtitle">What to know for reading it, in full sentences.</param>
/// <param name="X">The axis along which things go on.</param>
/// <param name="Y">The axis of the values; of bars, the names: those are longer than a column is wide, so bars lie.</param>
public sealed record Chart(string Id, string Title, string Subtitle, Axis X, Axis Y)
{
    /// <summary>The lines, the later ones above the earlier.</summary>
    public IReadOnlyList<Line> Lines { get; init; } = [];

    /// <summary>Bars, one series after the other; on an axis of percent each begins where the one before ends.</summary>
    public IReadOnlyList<Bars> Bars { get; init; } = [];

    /// <summary>Stretches of the X axis behind the lines; null where the chart has no place for them.</summary>
    public IReadOnlyList<Band>? Bands { get; init; }

    /// <summary>Values of the Y axis across the whole chart; null where it has no place for them.</summary>
    public IReadOnlyList<Limit>? Limits { get; init; }

    /// <summary>The names in the legend, in its order.</summary>
    public IEnumerable<string> Legend => Lines.OrderBy(l => l.IsPredicted).Select(l => l.Name).Concat(Bars.Select(b => b.Name));
}
