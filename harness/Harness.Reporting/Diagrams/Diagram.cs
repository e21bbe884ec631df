using Harness.Analysis.Sequences;

namespace Harness.Reporting.Diagrams;

/// <summary>A sequence diagram, laid out.</summary>
/// <param name="Title">Which connection it shows, and why this one.</param>
/// <param name="Description">How it is to be read.</param>
/// <param name="Rows">Every row, also those that are folded in the drawing.</param>
/// <param name="Shapes">The drawing, from back to front.</param>
/// <param name="Height">Pixels.</param>
internal sealed record Diagram(
    string Title, string Description, IReadOnlyList<DiagramRow> Rows, IReadOnlyList<Shape> Shapes, int Height)
{
    /// <summary>Pixels of every diagram.</summary>
    public const int Width = 830;

    /// <summary>The trial's time that the diagram's begins with.</summary>
    public double Begins => Rows.Count == 0 ? 0 : Rows[0].At;

    /// <summary>Lays out what happened.</summary>
    public static Diagram Of(Sequence sequence)
    {
        var rows = DiagramRows.All(sequence);
        var (shapes, height) = DiagramLayout.Of(sequence, DiagramFolding.Fold(rows));
        return new(DiagramWords.Title(sequence), DiagramWords.Description(sequence), rows, shapes, height);
    }
}
