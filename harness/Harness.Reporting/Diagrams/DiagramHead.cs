using Harness.Reporting.Charts.Plotting;

namespace Harness.Reporting.Diagrams;

/// <summary>A diagram that stands alone, in a file: with its title and how it is to be read, which in the page stand beside it.</summary>
internal static class DiagramHead
{
    private const int Margin = 16;
    private const int HeightOfLine = 16;
    private const int TextSize = 12;

    public static Diagram Of(Diagram diagram)
    {
        List<string> lines = [.. PlotText.Lines(diagram.Description, Diagram.Width - (2 * Margin), TextSize)];
        var height = 44 + (lines.Count * HeightOfLine);
        var title = new Shape.Words(Margin, 26, diagram.Title, Align.Start, "text") { Size = 16, IsBold = true };
        var words = lines.Select((line, i) =>
            new Shape.Words(Margin, 46 + (i * HeightOfLine), line, Align.Start, "muted") { Size = TextSize });
        return diagram with
        {
            Height = diagram.Height + height,
            Shapes = [title, .. words, .. diagram.Shapes.Select(s => Lower(s, height))],
        };
    }

    private static Shape Lower(Shape shape, int by) => shape switch
    {
        Shape.Block b => b with { Y = b.Y + by },
        Shape.Stroke s => s with { Y1 = s.Y1 + by, Y2 = s.Y2 + by },
        Shape.Dot d => d with { Y = d.Y + by },
        Shape.Words w => w with { Y = w.Y + by },
        _ => shape,
    };
}
