using System.Globalization;
using System.Text;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Pages;

namespace Harness.Reporting.Diagrams;

/// <summary>Writes a diagram as SVG.</summary>
internal static class DiagramSvg
{
    /// <summary>For the page, in the colours of its theme.</summary>
    public static Html InPage(Diagram diagram) => Html.Of($"""
        <svg class="sequence" viewBox="0 0 {Diagram.Width} {diagram.Height}" role="img">{Inside(diagram, word => $"var(--{word})")}</svg>
        """);

    /// <summary>Draws it as a file.</summary>
    public static byte[] File(Diagram diagram, PlotStyle style)
    {
        var head = DiagramHead.Of(diagram);
        var font = $"{PlotFont.Family}, Arial, Helvetica, sans-serif";
        return Encoding.UTF8.GetBytes(Html.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Diagram.Width} {head.Height}" width="{Diagram.Width}"
              height="{head.Height}" role="img" font-family="{font}">
            <rect width="100%" height="100%" fill="{style.Hex("card")}"/>
            {Inside(head, style.Hex)}</svg>

            """).ToString());
    }

    private static Html Inside(Diagram diagram, Func<string, string> colour) => Html.Of($"""
        <title>{Printable(diagram.Title)}</title><desc>{Printable(diagram.Description)}</desc>
        {Html.Join(diagram.Shapes.Select(s => Of(s, colour)))}
        """);

    private static Html Of(Shape shape, Func<string, string> colour) => shape switch
    {
        Shape.Block b => Html.Of(
            $"<rect x=\"{b.X}\" y=\"{b.Y}\" width=\"{b.Width}\" height=\"{b.Height}\" style=\"fill:{colour(b.Colour)}\"/>\n"),
        Shape.Dot d => Html.Of($"<circle cx=\"{d.X}\" cy=\"{d.Y}\" r=\"{Shape.Dot.Radius}\" style=\"fill:{colour(d.Colour)}\"/>\n"),
        Shape.Stroke s => Of(s, colour(s.Colour)),
        Shape.Words w => Of(w, colour),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "no such shape"),
    };

    private static Html Of(Shape.Stroke s, string colour)
    {
        var dashes = s.IsDashed ? ";stroke-dasharray:5 4" : "";
        var line = Html.Of(
            $"<path d=\"M{s.X1} {s.Y1}L{s.X2} {s.Y2}\" style=\"stroke:{colour};stroke-width:1.5{dashes}\"/>");
        var corners = string.Join(' ', s.Head().Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.X:0.#},{c.Y:0.#}")));
        return s.HasHead ? Html.Of($"{line}<polygon points=\"{corners}\" style=\"fill:{colour}\"/>\n") : Html.Of($"{line}\n");
    }

    private static Html Of(Shape.Words w, Func<string, string> colour)
    {
        var anchor = w.Align switch { Align.Start => "start", Align.Middle => "middle", _ => "end" };
        var weight = w.IsBold ? ";font-weight:600" : "";
        var style = $"font-size:{w.Size}px;text-anchor:{anchor};fill:{colour(w.Colour)};stroke:{colour("card")};stroke-width:3px;"
            + $"stroke-linejoin:round;paint-order:stroke{weight}";
        return Html.Of($"<text x=\"{w.X}\" y=\"{w.Y}\" style=\"{style}\">{Printable(w.Text)}</text>\n");
    }

    private static string Printable(string text) => PlotText.Printable(text);
}
