using Harness.Reporting.Charts.Plotting;
using SkiaSharp;

namespace Harness.Reporting.Diagrams;

/// <summary>Draws a diagram as PNG, with the program's own font.</summary>
/// <param name="style">In which colours, and how large.</param>
internal sealed class DiagramPicture(PlotStyle style)
{
    public byte[] File(Diagram diagram)
    {
        var head = DiagramHead.Of(diagram);
        using var surface = SKSurface.Create(new SKImageInfo(Diagram.Width * style.Scale, head.Height * style.Scale));
        surface.Canvas.Clear(Colour("card"));
        surface.Canvas.Scale(style.Scale);
        foreach (var shape in head.Shapes)
        {
            Draw(surface.Canvas, shape);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private void Draw(SKCanvas canvas, Shape shape)
    {
        using var paint = new SKPaint { Color = Colour(shape.Colour), IsAntialias = true, StrokeWidth = 1.5f };
        switch (shape)
        {
            case Shape.Block b:
                canvas.DrawRect(b.X, b.Y, b.Width, b.Height, paint);
                break;
            case Shape.Dot d:
                canvas.DrawCircle(d.X, d.Y, Shape.Dot.Radius, paint);
                break;
            case Shape.Stroke s:
                Draw(canvas, s, paint);
                break;
            case Shape.Words w:
                Draw(canvas, w, paint);
                break;
        }
    }

    private static void Draw(SKCanvas canvas, Shape.Stroke s, SKPaint paint)
    {
        using var dashes = SKPathEffect.CreateDash([5, 4], phase: 0);
        paint.PathEffect = s.IsDashed ? dashes : null;
        canvas.DrawLine(s.X1, s.Y1, s.X2, s.Y2, paint);
        paint.PathEffect = null;
        if (s.HasHead)
        {
            using var head = new SKPath();
            head.AddPoly([.. s.Head().Select(c => new SKPoint(c.X, c.Y))]);
            canvas.DrawPath(head, paint);
        }
    }

    // A line in the ground's colour around each letter covers what is behind.
    private void Draw(SKCanvas canvas, Shape.Words w, SKPaint paint)
    {
        using var font = PlotFont.Of(w.Size, w.IsBold);
        using var around = new SKPaint
        {
            Color = Colour("card"), IsAntialias = true, IsStroke = true, StrokeWidth = 3, StrokeJoin = SKStrokeJoin.Round,
        };
        var align = w.Align switch { Align.Start => SKTextAlign.Left, Align.Middle => SKTextAlign.Center, _ => SKTextAlign.Right };
        var text = PlotText.Drawable(w.Text);
        canvas.DrawText(text, w.X, w.Y, align, font, around);
        canvas.DrawText(text, w.X, w.Y, align, font, paint);
    }

    // Skia writes what shines through first.
    private SKColor Colour(string word) => style.Hex(word) is { Length: 9 } faint
        ? SKColor.Parse($"#{faint[7..]}{faint[1..7]}")
        : SKColor.Parse(style.Hex(word));
}
