using Harness.Analysis.Sequences;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Diagrams;

/// <summary>What a sequence diagram says, row by row.</summary>
internal static class DiagramRows
{
    // Seconds. What leaves the link so soon is drawn as if it left at once; after so long a time, the row in between says how long.
    private const double AtOnce = 0.0005;
    private const double LongPause = 0.1;

    /// <summary>Every row, nothing folded.</summary>
    public static IReadOnlyList<DiagramRow> All(Sequence sequence)
    {
        var rows = new List<DiagramRow>();
        var segments = sequence.Events.OfType<SequenceEvent.Segment>().ToList();
        var numbers = new RelativeNumbers(TimestampsMatter(segments));
        foreach (var found in sequence.Events.OrderBy(TimeOf))
        {
            switch (found)
            {
                case SequenceEvent.Segment segment:
                    rows.AddRange(Of(segment, numbers));
                    break;
                case SequenceEvent.State state:
                    rows.Add(Of(state));
                    break;
                case SequenceEvent.LeftOut leftOut:
                    rows.Add(new DiagramRow.Fold(leftOut.At, $"… {Format.Counted(leftOut.Segments, "segment")} not kept …"));
                    break;
            }
        }

        return [.. rows.OrderBy(r => r.At)];
    }

    /// <summary>The same with a row where nothing happens for long.</summary>
    public static IReadOnlyList<DiagramRow> WithPauses(IReadOnlyList<DiagramRow> rows)
    {
        var all = new List<DiagramRow>();
        foreach (var (index, row) in rows.Index())
        {
            if (index > 0 && rows[index - 1].Until is var before && row.At - before >= LongPause)
            {
                all.Add(new DiagramRow.Pause(before, $"{Format.Duration(Math.Round((row.At - before) * 1e3) * 1e3)} later"));
            }

            all.Add(row);
        }

        return all;
    }

    // A copy is of interest when it arrives, not when that was decided.
    private static double TimeOf(SequenceEvent found) =>
        found is SequenceEvent.Segment { IsCopy: true, LeftAt: { } left } ? left : found.At;

    // Where an old segment may meet a new connection, they decide; else they only make the rows longer.
    private static bool TimestampsMatter(IReadOnlyList<SequenceEvent.Segment> segments) => segments.Any(s =>
        s.IsCopy || (s.IsDropped && SegmentFlags.Opens(s.Facts.Flags)))
        || segments.Where(s => s.Facts.From == Tier.Client && SegmentFlags.Opens(s.Facts.Flags))
            .DistinctBy(s => s.Facts.Sequence).Skip(1).Any();

    private static IEnumerable<DiagramRow> Of(SequenceEvent.Segment segment, RelativeNumbers numbers)
    {
        var at = TimeOf(segment);
        if (numbers.Renews(segment))
        {
            yield return new DiagramRow.Renewal(at);
        }

        var text = numbers.Text(segment, out var isAgain);
        var fate = segment switch
        {
            { LeftAt: null } => Fate.Stops,
            { IsCopy: true } => Fate.Returns,
            _ => segment.LeftAt - segment.At >= AtOnce ? Fate.Waits : Fate.Passes,
        };
        yield return new DiagramRow.Arrival(at, isAgain ? $"{text} · sent again" : text, segment, fate, Note(segment))
        {
            IsAgain = isAgain,
        };
        if (fate == Fate.Waits)
        {
            yield return new DiagramRow.Departure(segment.LeftAt!.Value, segment);
        }
    }

    private static DiagramRow.Change Of(SequenceEvent.State state)
    {
        var isOrphan = state is { Found: TcpState.FinWait2, IsMinisocket: true };
        return new(state.At, isOrphan ? $"{StateText.Of(state.Found)} (closed)" : StateText.Of(state.Found), state.Of, state.Found)
        {
            After = state.After,
        };
    }

    private static string Note(SequenceEvent.Segment segment)
    {
        var deeds = string.Join(", ", segment.Deeds.Select(d => d.Act switch
        {
            SegmentAct.Dropped => $"dropped by {d.Rule}",
            SegmentAct.Delayed => $"delayed by {d.Rule}",
            SegmentAct.Copied => $"copied by {d.Rule}",
            _ => $"{d.Rule}'s copy",
        }));
        return segment is { LeftAt: null, IsDropped: false } ? $"{deeds} not passed on".TrimStart() : deeds;
    }
}
