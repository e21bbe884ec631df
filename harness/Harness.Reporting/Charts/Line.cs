namespace Harness.Reporting.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">A word of <see cref="Palette"/>.</param>
/// <param name="Points">In the order of X.</param>
public sealed record Line(string Name, string Colour, IReadOnlyList<Point> Points)
{
    /// <summary>How it is drawn.</summary>
    public Stroke Stroke { get; init; }

    /// <summary>Faintly filled down to zero.</summary>
    public bool Filled { get; init; }

    /// <summary>Drawn broad and pale, below the others.</summary>
    public bool Broad { get; init; }

    /// <summary>What was reckoned, not seen; the legend names it last.</summary>
    public bool IsPredicted { get; init; }

    /// <summary>What stands at each point, as many as there are points; empty for a line without marks.</summary>
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
    /// <summary>Without gaps.</summary>
    Solid,

    /// <summary>In dashes.</summary>
    Dashed,

    /// <summary>In dots.</summary>
    Dotted,
}

/// <summary>What stands at a point of a line.</summary>
/// <param name="Words">What the point says.</param>
/// <param name="Low">Where its interval begins.</param>
/// <param name="High">Where it ends.</param>
public sealed record Mark(string Words, double Low, double High);
