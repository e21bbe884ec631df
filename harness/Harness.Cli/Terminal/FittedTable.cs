using Harness.Analysis.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>
/// A table that fits its console and cuts no word. Where its columns do not fit beside each other, the names in the first one are folded
/// between words, then those columns are left out that say least, and named below.
/// </summary>
/// <param name="first">The head of the first column, which has the names of the rows.</param>
/// <param name="indent">Blanks before each line.</param>
internal sealed class FittedTable(string first, int indent = 2)
{
    // A folded name is no narrower.
    private const int NarrowestName = 20;
    private const int ShortHead = 12;

    private readonly List<Column> columns = [];
    private readonly List<(string Name, IReadOnlyList<string> Cells)> rows = [];

    /// <summary>Adds a column.</summary>
    /// <param name="head">Plain text; several words may stand one above the other.</param>
    /// <param name="rank">The lowest is left out first; of two alike the later one.</param>
    /// <param name="isRight">Whether its cells end below each other, as numbers do.</param>
    public FittedTable Add(string head, int rank = 0, bool isRight = true)
    {
        columns.Add(new(head, rank, isRight));
        return this;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="name">Plain text.</param>
    /// <param name="cells">Markup, one for each column.</param>
    public void AddRow(string name, params IReadOnlyList<string> cells) => rows.Add((name, cells));

    /// <summary>Whether all of it can be shown.</summary>
    public bool Fits(IAnsiConsole console) => LeastName(console) is var (_, least, room)
        && least + Wide([.. Enumerable.Range(0, columns.Count)], gap: 1) <= room;

    /// <summary>Writes as much of it as fits.</summary>
    public void Write(IAnsiConsole console)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        var (whole, least, room) = LeastName(console);
        while (shown.Count > 1 && least + Wide(shown, gap: 1) > room)
        {
            shown.Remove(shown.OrderBy(c => columns[c].Rank).ThenByDescending(c => c).First());
        }

        var gap = least + Wide(shown, gap: 2) <= room ? 2 : 1;
        var name = Math.Max(least, Math.Min(whole, room - Wide(shown, gap)));
        WriteRows(console, shown, name, gap);
        if (shown.Count < columns.Count)
        {
            var left = columns.Where((_, c) => !shown.Contains(c)).Select(c => c.Head);
            foreach (var line in Folding.Lines($"{Blank(indent)}Not enough room for: {string.Join(", ", left)}.", console.Profile.Width))
            {
                console.MarkupLine($"[dim]{MarkupText.Of(line)}[/]");
            }
        }
    }

    private (int Whole, int Least, int Room) LeastName(IAnsiConsole console)
    {
        var whole = rows.Select(r => r.Name.Length).Append(first.Length).Max();
        var longest = rows.SelectMany(r => r.Name.Split(' ')).Concat(first.Split(' ')).Max(w => w.Length);
        return (whole, Math.Min(whole, Math.Max(NarrowestName, longest)), console.Profile.Width - indent);
    }

    private void WriteRows(IAnsiConsole console, List<int> shown, int name, int gap)
    {
        var heads = shown.Select(c => Folding.Lines(columns[c].Head, WidthOf(c)).ToList()).ToList();
        var firsts = Folding.Lines(first, name).ToList();
        for (var line = 0; line < Math.Max(firsts.Count, heads.Select(h => h.Count).DefaultIfEmpty().Max()); line++)
        {
            WriteLine(
                console,
                At(firsts, line),
                [.. shown.Select((c, i) => Aligned($"[bold]{MarkupText.Of(At(heads[i], line))}[/]", At(heads[i], line).Length, c))],
                "bold");
        }

        foreach (var (text, cells) in rows)
        {
            var names = Folding.Lines(text, name).ToList();
            for (var line = 0; line < names.Count; line++)
            {
                var shownCells = line > 0 ? [] : shown.Select(c => Aligned(cells[c], Markup.Remove(cells[c]).Length, c));
                WriteLine(console, names[line], [.. shownCells], "default");
            }
        }

        void WriteLine(IAnsiConsole to, string label, IReadOnlyList<string> cells, string style) => to.MarkupLine(
            $"{Blank(indent)}[{style}]{MarkupText.Of(label)}[/]{Blank(cells.Count == 0 ? 0 : name - label.Length)}"
            + string.Concat(cells.Select(c => Blank(gap) + c)));
    }

    private string Aligned(string markup, int length, int column)
    {
        var fill = Blank(WidthOf(column) - length);
        return columns[column].IsRight ? fill + markup : markup + fill;
    }

    private int Wide(List<int> shown, int gap) => shown.Sum(c => WidthOf(c) + gap);

    private int WidthOf(int column) => WidthOf(columns[column].Head, rows.Select(r => Markup.Remove(r.Cells[column]).Length));

    // A head of a few words takes two lines, a longer one three.
    private static int WidthOf(string head, IEnumerable<int> cells)
    {
        var lines = head.Length <= ShortHead ? 2 : 3;
        var least = Enumerable.Range(0, head.Length + 1).First(w => Folding.Lines(head, w).Count() <= lines);
        return cells.Append(least).Append(head.Split(' ').Max(w => w.Length)).Max();
    }

    private static string At(List<string> lines, int index) => index < lines.Count ? lines[index] : "";

    private static string Blank(int length) => new(' ', Math.Max(0, length));

    private sealed record Column(string Head, int Rank, bool IsRight);
}
