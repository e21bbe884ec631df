using System.Runtime.InteropServices;
using Harness.Analysis.Words;

namespace Harness.Reporting.Charts;

/// <summary>What a chart shows, whatever draws it. A colour is a word of <see cref="Palette"/>.</summary>
/// <param name="Id">Unique in a run; also the name of its file.</param>
/// <param name="Title">What is drawn.</param>
/// <param name="Subtitle">What to know for reading it, in full sentences.</param>
/// <param name="X">The axis of time, delays or names.</param>
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

    /// <summary>What its bars say in one sentence, where there are several and all are alike; else empty.</summary>
    public string Alike => Bars.Count > 0 && Bars.All(b => b.Values.Count > 1 && b.Values.Distinct().Count() == 1)
        ? $"The same in all {Bars[0].Values.Count} trials: {string.Join(", ", Bars.Select(AllOf))}."
        : "";

    /// <summary>The names in the legend, in its order.</summary>
    public IEnumerable<string> Legend =>
        Lines.Where(l => l.IsInLegend).OrderBy(l => l.IsPredicted).Select(l => l.Name).Concat(Bars.Select(b => b.Name));

    private string AllOf(Bars bars) => bars.Values[0] is { } value
        ? $"{bars.Name} {Format.Number(value)}{(X is Axis.Percent ? " %" : "")}"
        : $"{bars.Name} {Format.NotMeasured}";
}

/// <summary>What an axis of a chart measures, and how far it goes.</summary>
public abstract record Axis
{
    private Axis()
    {
    }

    /// <summary>Seconds, from 0.</summary>
    /// <param name="End">Where it ends; 0 where nothing was sampled.</param>
    /// <param name="Label">What they count.</param>
    public sealed record Time(double End, string Label = "seconds since sampling began") : Axis;

    /// <summary>Numbers of things, from 0 to where the data end.</summary>
    /// <param name="Label">What is counted.</param>
    /// <param name="Reaches">A value that stays in view however far below it the data end; null: none.</param>
    public sealed record Counts(string Label, int? Reaches = null) : Axis;

    /// <summary>Amounts that need not be whole, from 0 to where the data end.</summary>
    /// <param name="Label">What is measured, with its unit.</param>
    /// <param name="Reaches">The end of the longest interval, which stays in view.</param>
    public sealed record Amounts(string Label, double Reaches) : Axis;

    /// <summary>Shares of a whole, 0 to 100.</summary>
    /// <param name="Label">What they are shares of; null where the title says so.</param>
    public sealed record Percent(string? Label = null) : Axis;

    /// <summary>Microseconds of waiting, on a logarithmic scale.</summary>
    /// <param name="Edge">Where it begins, more than 0.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="HasZero">The left edge stands for no delay at all.</param>
    public sealed record Delays(double Edge, double End, bool HasZero) : Axis;

    /// <summary>Microseconds that something took, on a logarithmic scale.</summary>
    public sealed record Durations : Axis;

    /// <summary>Things by name, one beside the other; a point's place is its number, from 0.</summary>
    /// <param name="Words">The names.</param>
    /// <param name="Label">What they are names of; null where the title says so.</param>
    public sealed record Names(IReadOnlyList<string> Words, string? Label = null) : Axis;
}

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">A word of <see cref="Palette"/>.</param>
/// <param name="Points">In the order of X.</param>
public sealed record Line(string Name, string Colour, IReadOnlyList<Point> Points)
{
    /// <summary>How it is drawn.</summary>
    public Stroke Stroke { get; init; }

    /// <summary>Points alone, one for each name of the Y axis; their intervals lie along X.</summary>
    public bool IsDots { get; init; }

    /// <summary>A value holds until the next one: drawn in steps.</summary>
    public bool IsStepped { get; init; }

    /// <summary>Its name at the line itself, which then is not in the legend; null: in the legend.</summary>
    public Tag? Tag { get; init; }

    /// <summary>Whether the legend names it: nothing else does.</summary>
    public bool IsInLegend => Tag is null && !IsDots && !IsThin;

    /// <summary>Faintly filled down to zero.</summary>
    public bool Filled { get; init; }

    /// <summary>Drawn broad and pale, below the others.</summary>
    public bool Broad { get; init; }

    /// <summary>Drawn thin and pale, behind the others.</summary>
    public bool IsThin { get; init; }

    /// <summary>The lines that this one is the sum of, drawn behind it; empty where it is no sum, or one of too many.</summary>
    public IReadOnlyList<Line> Parts { get; init; } = [];

    /// <summary>How far the parts reach, drawn as a band behind the line where they are too many for lines; else empty.</summary>
    public IReadOnlyList<Reach> PartsReach { get; init; } = [];

    /// <summary>Predicted and not measured; the legend names it last.</summary>
    public bool IsPredicted { get; init; }

    /// <summary>The marks at the points, one for each; empty for a line without marks.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Which of the shapes of marks, from 0; lines of one chart that show the same differ in it.</summary>
    public int Shape { get; init; }

    /// <summary>The points to draw: of very many, those that the eye tells apart; of a line with marks, all.</summary>
    public IReadOnlyList<Point> Drawn => Marks.Count > 0 ? Points : Thinning.Thin(Points);

    /// <summary>The largest value; 0 when there is none.</summary>
    public double Max => Points.Select(p => p.Y).DefaultIfEmpty().Max();
}

/// <summary>How a line is drawn.</summary>
public enum Stroke
{
    /// <summary>A line without gaps.</summary>
    Solid,

    /// <summary>A line of dashes.</summary>
    Dashed,

    /// <summary>A line of dots.</summary>
    Dotted,
}

/// <summary>The name of a line, beside it.</summary>
/// <param name="At">The point that it stands at.</param>
/// <param name="IsLeft">On its left, where there is no room on its right.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tag(Point At, bool IsLeft);

/// <summary>A mark at a point of a line, with its interval.</summary>
/// <param name="Words">What the point says.</param>
/// <param name="Low">Where its interval begins.</param>
/// <param name="High">Where it ends.</param>
public sealed record Mark(string Words, double Low, double High)
{
    /// <summary>Drawn as a ring: what it shows could not be decided.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>One series of bars, one for each name of the chart's <see cref="Axis.Names"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">A word of <see cref="Palette"/>.</param>
/// <param name="Values">Null where there is none.</param>
public sealed record Bars(string Name, string Colour, IReadOnlyList<double?> Values);

/// <summary>A stretch of the X axis behind the lines.</summary>
/// <param name="Name">What it is; empty where the subtitle says so.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
public sealed record Band(string Name, double From, double To)
{
    /// <summary>Tinted; of neighbours, every second one is.</summary>
    public bool IsTinted { get; init; }

    /// <summary>Wide enough for its name.</summary>
    public bool HasRoom { get; init; }
}

/// <summary>A value of the Y axis across the whole chart.</summary>
/// <param name="Value">Where it crosses the axis.</param>
/// <param name="Label">What is written at it.</param>
/// <param name="Name">What it is; empty where the label says all.</param>
public sealed record Limit(double Value, string Label, string Name = "");

/// <summary>The least and the most of several lines at one place.</summary>
/// <param name="X">Along the X axis.</param>
/// <param name="Low">The least of them.</param>
/// <param name="High">The most of them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Reach(double X, double Low, double High);

/// <summary>A point of a line, in the units of the chart's axes.</summary>
/// <param name="X">Along the X axis.</param>
/// <param name="Y">Along the Y axis.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Point(double X, double Y);
