using System.Globalization;
using Harness.Analysis.Sequences;
using Harness.Analysis.Words;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Folders;

/// <summary>The columns of sequence.csv, in their order.</summary>
internal static class SequenceColumns
{
    public const string Segment = "segment";
    public const string State = "state";
    public const string LeftOut = "left_out";

    public static IReadOnlyList<Column<SequenceRow>> All { get; } =
    [
        new("trial", r => Whole(r.Trial)),
        new("connection", r => Whole(r.Sequence.Number)),
        new("client", r => $"{r.Sequence.Client}"),
        new("server", r => $"{r.Sequence.Server}"),
        new("first_of", r => string.Join(' ', r.Sequence.FirstOf)),
        new("event", r => r.Event switch
        {
            SequenceEvent.Segment => Segment,
            SequenceEvent.State => State,
            _ => LeftOut,
        }),
        new("at_s", r => Seconds(r.Event.At)),
        new("side", r => (r.Segment?.Facts.From ?? r.Change?.Of)?.Word() ?? ""),
        new("flags", r => r.Segment is { } s ? SegmentFlags.Text(s.Facts.Flags) : ""),
        new("seq", r => Whole(r.Segment?.Facts.Sequence)),
        new("ack", r => r.Segment is { } s && SegmentFlags.Acknowledges(s.Facts.Flags) ? Whole(s.Facts.Acknowledgment) : ""),
        new("length", r => Whole(r.Segment?.Facts.Length)),
        new("tsval", r => Whole(r.Segment?.Facts.Timestamp)),
        new("tsecr", r => Whole(r.Segment?.Facts.Echo)),
        new("link", r => r.Segment is { } s ? string.Join(' ', s.Deeds.Select(d => $"{Word(d.Act)}:{d.Rule}")) : ""),
        new("left_s", r => Seconds(r.Segment?.LeftAt)),
        new("state", r => r.Change is { } c ? StateText.Of(c.Found) : ""),
        new("minisocket", r => r.Change is { } c ? (c.IsMinisocket ? "1" : "0") : ""),
        new("after_s", r => Seconds(r.Change?.After)),
        new("segments", r => Whole((r.Event as SequenceEvent.LeftOut)?.Segments)),
    ];

    /// <summary>The word of what a rule did.</summary>
    public static string Word(SegmentAct act) => act switch
    {
        SegmentAct.Dropped => "dropped",
        SegmentAct.Delayed => "delayed",
        SegmentAct.Copied => "copied",
        _ => "delivered",
    };

    private static string Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Seconds(double? seconds) => seconds?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A row of sequence.csv.</summary>
/// <param name="Trial">The trial's number, from 1.</param>
/// <param name="Sequence">Its connection.</param>
/// <param name="Event">What happened.</param>
internal sealed record SequenceRow(int Trial, Sequence Sequence, SequenceEvent Event)
{
    public SequenceEvent.Segment? Segment => Event as SequenceEvent.Segment;

    public SequenceEvent.State? Change => Event as SequenceEvent.State;
}
