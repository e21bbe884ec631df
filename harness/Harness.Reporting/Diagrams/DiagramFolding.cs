using Harness.Analysis.Sequences;
using Harness.Analysis.Words;
using Harness.Protocol.Sequences;

namespace Harness.Reporting.Diagrams;

/// <summary>Makes a diagram short: what passes as usual is one line where it is much.</summary>
internal static class DiagramFolding
{
    /// <summary>Rows of a diagram at most.</summary>
    public const int MostRows = 60;

    // A diagram of so many rows is read as it is.
    private const int FewRows = 40;

    // Runs that are longer are folded; the second time around everything that can be.
    private const int LongRun = 6;
    private const int ShortRun = 2;

    // Where even that is too much: the beginning, and how it ends.
    private const int RowsOfEnd = 12;

    public static IReadOnlyList<DiagramRow> Fold(IReadOnlyList<DiagramRow> all)
    {
        IReadOnlyList<DiagramRow> rows = all;
        if (all.Count > FewRows)
        {
            rows = Fold(all, LongRun, first: 2, last: 1);
        }

        if (rows.Count > MostRows)
        {
            rows = Fold(Straightened(all), LongRun, first: 2, last: 1);
        }

        if (rows.Count > MostRows)
        {
            rows = Fold(Straightened(all), ShortRun, first: 0, last: 0);
        }

        rows = DiagramRows.WithPauses(rows);
        return rows.Count > MostRows ? Cut(rows) : rows;
    }

    // Of those that no rule delays it is known that they leave a while later: all do, by half the round-trip time.
    private static List<DiagramRow> Straightened(IReadOnlyList<DiagramRow> all) => WithoutStrays([.. all.Where(r =>
        r is not DiagramRow.Departure departure || departure.Of.Deeds.Any(d => d.Act == SegmentAct.Delayed))]);

    private static List<DiagramRow> Fold(IReadOnlyList<DiagramRow> all, int longest, int first, int last)
    {
        var rows = new List<DiagramRow>();
        var run = new List<DiagramRow>();
        foreach (var row in all)
        {
            if (IsUsual(row) || (run.Count > 0 && IsDepartureIn(run, row)))
            {
                run.Add(row);
            }
            else
            {
                rows.AddRange(Line(run, longest, first, last));
                run.Clear();
                rows.Add(row);
            }
        }

        rows.AddRange(Line(run, longest, first, last));
        return WithoutStrays(rows);
    }

    // What leaves in a row of its own has come in one, and the other way round.
    private static List<DiagramRow> WithoutStrays(List<DiagramRow> rows)
    {
        var come = rows.OfType<DiagramRow.Arrival>().Select(a => a.Of).ToHashSet(ReferenceEqualityComparer.Instance);
        var gone = rows.OfType<DiagramRow.Departure>().Select(d => d.Of).ToHashSet(ReferenceEqualityComparer.Instance);
        return
        [
            .. rows.Where(r => r is not DiagramRow.Departure departure || come.Contains(departure.Of)).Select(r =>
                r is DiagramRow.Arrival { Fate: Fate.Waits } arrival && !gone.Contains(arrival.Of)
                    ? arrival with { Fate = Fate.Passes }
                    : r),
        ];
    }

    private static IEnumerable<DiagramRow> Line(List<DiagramRow> run, int longest, int first, int last)
    {
        var arrivals = run.OfType<DiagramRow.Arrival>().ToList();
        if (arrivals.Count <= longest)
        {
            return [.. run];
        }

        var folded = arrivals[first..(arrivals.Count - last)].Select(a => a.Of).ToHashSet(ReferenceEqualityComparer.Instance);
        var at = run.FindIndex(r => r is DiagramRow.Arrival a && folded.Contains(a.Of));
        return [.. run[..at], Line(arrivals[first..(arrivals.Count - last)]), .. run[at..].Where(IsShown)];

        bool IsShown(DiagramRow row) => row is not DiagramRow.Arrival arrival || !folded.Contains(arrival.Of);
    }

    private static DiagramRow.Fold Line(List<DiagramRow.Arrival> folded)
    {
        var data = folded.Count(a => a.Of.Facts.Length > 0);
        string[] words =
        [
            .. data > 0 ? [Format.Counted(data, "data segment")] : Array.Empty<string>(),
            .. data < folded.Count ? [Format.Counted(folded.Count - data, "ACK")] : Array.Empty<string>(),
        ];
        var bytes = folded.Sum(a => (long)a.Of.Facts.Length);
        var notes = folded.Select(a => a.Note).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal);
        string[] told = [string.Join(" and ", words), .. bytes > 0 ? [Format.Counted(bytes, "byte")] : Array.Empty<string>(), .. notes];
        return new(folded[0].At, $"… {string.Join(", ", told)} …")
        {
            Until = folded[^1].At,
        };
    }

    private static List<DiagramRow> Cut(IReadOnlyList<DiagramRow> rows)
    {
        var (head, tail) = (MostRows - RowsOfEnd - 1, rows.Count - RowsOfEnd);
        var middle = new DiagramRow.Fold(rows[head].At, $"… {Format.Count(tail - head)} rows more, in the table and in sequence.csv …")
        {
            Until = rows[tail - 1].Until,
        };
        return WithoutStrays([.. rows.Take(head), middle, .. rows.Skip(tail)]);
    }

    private static bool IsUsual(DiagramRow row) =>
        row is DiagramRow.Arrival { IsAgain: false, Fate: Fate.Passes or Fate.Waits } arrival
        && arrival.Of.Deeds.All(d => d.Act == SegmentAct.Copied)
        && (arrival.Note.Length == 0 || arrival.Of.Deeds.Count > 0)
        && !SegmentFlags.Opens(arrival.Of.Facts.Flags)
        && !SegmentFlags.Ends(arrival.Of.Facts.Flags)
        && !SegmentFlags.Resets(arrival.Of.Facts.Flags);

    private static bool IsDepartureIn(List<DiagramRow> run, DiagramRow row) => row is DiagramRow.Departure departure
        && run.Exists(r => r is DiagramRow.Arrival arrival && ReferenceEquals(arrival.Of, departure.Of));
}
