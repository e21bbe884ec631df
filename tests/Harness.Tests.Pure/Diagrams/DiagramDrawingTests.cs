using System.Text;
using System.Xml.Linq;
using Harness.Analysis.Sequences;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Diagrams;
using SkiaSharp;

namespace Harness.Tests.Pure.Diagrams;

/// <summary>Sequence diagrams as they are laid out, and as SVG and PNG.</summary>
public sealed class DiagramDrawingTests
{
    // As a result folder of somebody else's may have it; a scenario's own are letters, digits and underscores.
    private const string Hostile = "</svg><script>alert(1)</script>&\"'\u0001\ud800漢";

    private static readonly string LongName = new('w', 40);

    public static TheoryData<string> Stories { get; } = ["whole", "long"];

    [Theory]
    [MemberData(nameof(Stories))]
    public void NoWords_LieOnOthers_OrReachOverTheEdge(string story)
    {
        var words = Words(Diagram.Of(story == "whole" ? Story.Whole : Long()));

        var boxes = words.Select(w => (w.Text, Box: BoxOf(w))).ToList();
        boxes.ShouldAllBe(b => b.Box.Left >= 0 && b.Box.Right <= Diagram.Width);
        boxes.SelectMany((a, i) => boxes.Skip(i + 1).Where(b => b.Box.IntersectsWith(a.Box)).Select(b => $"{a.Text} | {b.Text}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void WhatIsDropped_EndsAtTheLinkWithACross_WhatIsDelayedSlants_AndACopyLeavesDashed()
    {
        var shapes = Diagram.Of(Story.Whole).Shapes;

        shapes.OfType<Shape.Stroke>().Count(s => s.Colour == "bad").ShouldBe(2 * 2);
        shapes.OfType<Shape.Stroke>().Count(s => s is { HasHead: true, IsDashed: true }).ShouldBe(1);
        shapes.OfType<Shape.Stroke>().Where(s => s.HasHead && s.Y1 != s.Y2).ShouldHaveSingleItem().Y2.ShouldBeGreaterThan(0);
        shapes.OfType<Shape.Stroke>().Count(s => s is { HasHead: true, IsDashed: false }).ShouldBe(10);
        shapes.OfType<Shape.Block>().Select(b => $"{b.Colour} {b.Width}").Order().ShouldBe(
            ["band 12", "client 10", "close_wait 10", "close_wait 2", "fin_wait 2"]);
    }

    [Fact]
    public void TheSvgFile_IsXmlWithEveryWord_InLightColours_AndThePagesInThoseOfItsTheme()
    {
        var diagram = Diagram.Of(Story.Whole);
        var file = XDocument.Parse(Encoding.UTF8.GetString(DiagramSvg.File(diagram, new()))).Root!;
        var page = DiagramSvg.InPage(diagram).ToString();

        Texts(file).ShouldContain(diagram.Title);
        Words(diagram).Select(w => w.Text).ShouldBeSubsetOf(Texts(file));
        file.ToString().ShouldContain(Palette.Light["client"]);
        file.ToString().ShouldNotContain("var(--");
        page.ShouldContain("var(--client)");
        page.ShouldNotContain(Palette.Light["client"]);
        file.Elements().Select(e => e.Name.LocalName).ShouldContain("desc");
    }

    [Fact]
    public void ThePicture_HasPixelsInTheColoursOfBothEnds()
    {
        using var picture = SKBitmap.Decode(new DiagramPicture(new()).File(Diagram.Of(Story.Whole)));

        picture.Width.ShouldBe(2 * Diagram.Width);
        var pixels = picture.Pixels.ToHashSet();
        pixels.ShouldContain(SKColor.Parse(Palette.Light["client"]));
        pixels.ShouldContain(SKColor.Parse(Palette.Light["server"]));
        pixels.ShouldContain(SKColor.Parse(Palette.Light["bad"]));
    }

    [Fact]
    public void HostileNames_AreTextWhereverTheyStand()
    {
        var sequence = Named(Hostile);

        var file = XDocument.Parse(Encoding.UTF8.GetString(DiagramSvg.File(Diagram.Of(sequence), new()))).Root!;

        file.Descendants().Select(e => e.Name.LocalName).ShouldNotContain("script");
        DiagramSvg.InPage(Diagram.Of(sequence)).ToString().ShouldNotContain("<script");
        using var picture = SKBitmap.Decode(new DiagramPicture(new()).File(Diagram.Of(sequence)));
        picture.Width.ShouldBe(2 * Diagram.Width);
    }

    [Fact]
    public void NothingAtAll_IsDrawn() => Diagram.Of(Story.Of("")).Shapes.ShouldNotBeEmpty();

    private static Sequence Named(string rule) =>
        Story.Whole with { FirstOf = [rule], Events = [.. Story.Whole.Events.Select(e => Renamed(e, rule))] };

    private static SequenceEvent Renamed(SequenceEvent happened, string rule) => happened is SequenceEvent.Segment segment
        ? segment with { Deeds = [.. segment.Deeds.Select(d => d with { Rule = rule })] }
        : happened;

    // As wide as it gets: IPv6, long names, large numbers.
    private static Sequence Long() => Named(LongName) with
    {
        Client = System.Net.IPEndPoint.Parse("[fd00:1111:2222:3333:4444:5555:6666:7777]:40000"),
        Server = System.Net.IPEndPoint.Parse("[fd00:1111:2222:3333:4444:5555:6666:8888]:65535"),
    };

    private static IEnumerable<Shape.Words> Words(Diagram diagram) => diagram.Shapes.OfType<Shape.Words>();

    private static SKRect BoxOf(Shape.Words words)
    {
        var width = PlotFont.Width(words.Text, words.Size, words.IsBold);
        var left = words.X - (words.Align switch { Align.Start => 0, Align.Middle => width / 2, _ => width });
        return new(left, words.Y - (words.Size * 0.75f), left + width, words.Y + (words.Size * 0.2f));
    }

    private static List<string> Texts(XElement svg) =>
        [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(t => t.Value)];
}
