using Harness.Analysis.Sequences;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Diagrams;

/// <summary>
/// Places the rows of a sequence diagram: times at the left, then the client's states and lifeline, the link, the server's lifeline and
/// states.
/// </summary>
internal sealed class DiagramLayout
{
    private const int TimeEnd = 80;
    private const int Client = 224;
    private const int Link = 450;
    private const int Server = 676;
    private const int Top = 46;

    // From a lifeline's middle to where arrows and the words beside it begin.
    private const int HalfBand = 5;
    private const int HalfThinBand = 1;
    private const int BesideBand = 13;
    private const int HalfLink = 6;
    private const int BesideLink = 14;

    private const int SmallestText = 9;
    private const int WidthOfWord = Server - Client - (2 * BesideBand);
    private const int WidthOfNote = Server - Link - BesideLink - BesideBand;
    private const int WidthOfState = Client - BesideBand - TimeEnd - 6;

    private readonly List<Shape> back = [];
    private readonly List<Shape> lines = [];
    private readonly List<Shape> words = [];
    private readonly Dictionary<SequenceEvent.Segment, int> waiting = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tier, (int Y, string Colour)> bands = [];
    private readonly List<(double At, int Y)> placed = [];
    private readonly double begins;
    private int y = Top;

    private DiagramLayout(double begins) => this.begins = begins;

    /// <returns>What is to be drawn, from back to front, and how high it is.</returns>
    public static (IReadOnlyList<Shape> Shapes, int Height) Of(Sequence sequence, IReadOnlyList<DiagramRow> rows)
    {
        var layout = new DiagramLayout(rows.Count == 0 ? 0 : rows[0].At);
        layout.Heads(sequence);
        foreach (var row in rows)
        {
            layout.Place(row);
        }

        return ([.. layout.Lifelines(), .. layout.back, .. layout.lines, .. layout.words], layout.y + 12);
    }

    private static int HeightOf(DiagramRow row) => row switch
    {
        DiagramRow.Arrival => 32,
        DiagramRow.Departure => 18,
        DiagramRow.Renewal => 34,
        _ => 24,
    };

    private static string ColourOf(TcpState state, Tier tier) => state switch
    {
        TcpState.Established => "established",
        TcpState.FinWait1 or TcpState.FinWait2 => "fin_wait",
        TcpState.CloseWait or TcpState.LastAck => "close_wait",
        TcpState.TimeWait => tier.Word(),
        TcpState.Closing => "both",
        _ => "syn",
    };

    private void Heads(Sequence sequence)
    {
        Say(Client, 16, "client", Align.Middle, "client", isBold: true, 13, Server);
        Say(Client, 32, $"{sequence.Client}", Align.Middle, "muted", width: 2 * (Link - Client - 30));
        Say(Link, 16, "link", Align.Middle, "text", isBold: true, 13, Server);
        Say(Server, 16, "server", Align.Middle, "server", isBold: true, 13, Server);
        Say(Server, 32, $"{sequence.Server}", Align.Middle, "muted", width: 2 * (Diagram.Width - Server));
    }

    // What is still in a state at the end is so to the end of the drawing.
    private IEnumerable<Shape> Lifelines()
    {
        foreach (var tier in new[] { Tier.Client, Tier.Server })
        {
            EndBand(tier, y + 4, after: null);
            yield return new Shape.Stroke(LineOf(tier), Top - 6, LineOf(tier), y + 4, "line");
        }

        yield return new Shape.Block(Link - HalfLink, Top - 6, 2 * HalfLink, y + 10 - Top, "band");
    }

    private void Place(DiagramRow row)
    {
        var line = y + HeightOf(row) - 9;
        switch (row)
        {
            case DiagramRow.Arrival arrival:
                Place(arrival, line);
                break;
            case DiagramRow.Departure departure when waiting.Remove(departure.Of, out var from):
                var to = departure.Of.Facts.From == Tier.Client ? Tier.Server : Tier.Client;
                lines.Add(new Shape.Stroke(Link, from, EdgeOf(to), line, ColourOf(departure.Of)) { HasHead = true });
                break;
            case DiagramRow.Change change:
                Place(change, line);
                break;
            case DiagramRow.Renewal:
                lines.Add(new Shape.Stroke(TimeEnd + 8, y + 8, Diagram.Width - 8, y + 8, "muted") { IsDashed = true });
                Say(Link, line + 2, row.Text, Align.Middle, "text", isBold: true, width: WidthOfWord);
                break;
            case DiagramRow.Fold:
                Say(Link, line, row.Text, Align.Middle, "muted", width: WidthOfWord);
                break;
            case DiagramRow.Pause:
                Say(TimeEnd, line, row.Text, Align.End, "muted", isBold: true);
                back.Add(new Shape.Stroke(TimeEnd + 8, line - 4, Diagram.Width - 8, line - 4, "line") { IsDashed = true });
                break;
        }

        if (row is DiagramRow.Arrival or DiagramRow.Departure or DiagramRow.Change)
        {
            Say(TimeEnd, line + 4, DiagramWords.Time(row.At - begins), Align.End, "muted", size: 11);
        }

        placed.Add((row.At, line));
        y += HeightOf(row);
    }

    private void Place(DiagramRow.Arrival arrival, int line)
    {
        var segment = arrival.Of;
        var (from, to) = segment.Facts.From == Tier.Client ? (Tier.Client, Tier.Server) : (Tier.Server, Tier.Client);
        var colour = ColourOf(segment);
        switch (arrival.Fate)
        {
            case Fate.Passes:
                lines.Add(new Shape.Stroke(EdgeOf(from), line, EdgeOf(to), line, colour) { HasHead = true });
                break;
            case Fate.Waits:
                lines.Add(new Shape.Stroke(EdgeOf(from), line, Link, line, colour));
                lines.Add(new Shape.Dot(Link, line, colour));
                waiting[segment] = line;
                break;
            case Fate.Returns:
                lines.Add(new Shape.Dot(Link, line, colour));
                lines.Add(new Shape.Stroke(Link, line, EdgeOf(to), line, colour) { HasHead = true, IsDashed = true });
                break;
            default:
                lines.Add(new Shape.Stroke(EdgeOf(from), line, Link, line, colour));
                lines.Add(new Shape.Stroke(Link - 6, line - 6, Link + 6, line + 6, "bad"));
                lines.Add(new Shape.Stroke(Link - 6, line + 6, Link + 6, line - 6, "bad"));
                break;
        }

        if (segment.Deeds.Any(d => d.Act == SegmentAct.Copied))
        {
            lines.Add(new Shape.Dot(Link, line, colour));
        }

        // Its words stand where it comes from, the note where it goes to; a copy comes from the link.
        var beside = arrival.Fate == Fate.Returns ? to : from;
        var (x, align) = beside == Tier.Client ? (Client + BesideBand, Align.Start) : (Server - BesideBand, Align.End);
        Say(x, line - 8, arrival.Text, align, "text", width: WidthOfWord);
        var (noteX, noteAlign) = beside == Tier.Client ? (Link + BesideLink, Align.Start) : (Link - BesideLink, Align.End);
        Say(noteX, line + 4, arrival.Note, noteAlign, arrival.Fate == Fate.Stops ? "bad" : "warn", isBold: true, width: WidthOfNote);
    }

    private void Place(DiagramRow.Change change, int line)
    {
        EndBand(change.Of, line, change.After);
        var colour = change.State is { } state ? ColourOf(state, change.Of) : null;
        if (colour is not null)
        {
            bands[change.Of] = (line, colour);
        }

        var (x, align) = change.Of == Tier.Client ? (Client - BesideBand, Align.End) : (Server + BesideBand, Align.Start);
        Say(x, line + 4, change.Text, align, colour is null ? "muted" : "text", isBold: colour is not null, width: WidthOfState);
        lines.Add(new Shape.Stroke(
            LineOf(change.Of) - HalfBand, line, LineOf(change.Of) + HalfBand, line, colour is null ? "muted" : "card"));
    }

    // It is thin where the state may have been another one already: after the last look that found it.
    private void EndBand(Tier tier, int line, double? after)
    {
        if (!bands.Remove(tier, out var band))
        {
            return;
        }

        var sure = after is { } last
            ? Math.Max(band.Y, placed.Where(p => p.At <= last).Select(p => p.Y).DefaultIfEmpty(band.Y).Last())
            : line;
        Band(HalfBand, band.Y, sure);
        Band(HalfThinBand, sure, line);

        void Band(int half, int from, int to)
        {
            if (from < to)
            {
                back.Add(new Shape.Block(LineOf(tier) - half, from, 2 * half, to - from, band.Colour));
            }
        }
    }

    private static int LineOf(Tier tier) => tier == Tier.Client ? Client : Server;

    // Where arrows begin and end.
    private static int EdgeOf(Tier tier) => tier == Tier.Client ? Client + HalfBand + 1 : Server - HalfBand - 1;

    private static string ColourOf(SequenceEvent.Segment segment) => segment.Facts.From.Word();

    // Letters are about so wide in any sans serif font; what does not fit is set smaller, then cut: the table has it whole.
    private void Say(
        int x, int line, string text, Align align, string colour, bool isBold = false, int size = 12, int width = TimeEnd)
    {
        if (text.Length == 0)
        {
            return;
        }

        var letter = isBold ? 0.6 : 0.56;
        var fitting = Math.Clamp((int)(width / (text.Length * letter)), SmallestText, size);
        var most = (int)(width / (fitting * letter));
        words.Add(new Shape.Words(x, line, text.Length > most ? $"{text[..(most - 1)]}…" : text, align, colour)
        {
            Size = fitting,
            IsBold = isBold,
        });
    }
}
