using System.Globalization;
using System.Net;
using CsvHelper;
using Harness.Analysis.Sequences;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Folders;

/// <summary>Reads sequence.csv back.</summary>
internal static class SequenceReader
{
    private static readonly TcpState?[] States = [null, .. Enum.GetValues<TcpState>().Where(s => s != TcpState.NewSynReceived)];

    /// <returns>The connections of each trial, by its number; none where there is no such file.</returns>
    /// <exception cref="ResultFolderException">The file is damaged; the message names the line.</exception>
    public static ILookup<int, Sequence> Read(string path) => (File.Exists(path) ? RowReader.Read(path, Rows) : [])
        .GroupBy(r => (r.Trial, r.Sequence.Number))
        .ToLookup(g => g.Key.Trial, g => g.First().Sequence with { Events = [.. g.Select(r => r.Event)] });

    private static IEnumerable<SequenceRow> Rows(CsvReader csv)
    {
        while (csv.Read())
        {
            var fields = new SequenceFields(csv);
            var sequence = new Sequence(
                fields.Whole("connection"), fields.EndPoint("client"), fields.EndPoint("server"), fields.Words("first_of"), []);
            yield return new(fields.Whole("trial"), sequence, EventOf(fields));
        }
    }

    private static SequenceEvent EventOf(SequenceFields fields) => fields.Text("event") switch
    {
        SequenceColumns.Segment => new SequenceEvent.Segment(
            fields.Seconds("at_s"), fields.SecondsOrNone("left_s"), FactsOf(fields), [.. fields.Words("link").Select(fields.Deed)]),
        SequenceColumns.State => new SequenceEvent.State(
            fields.Seconds("at_s"),
            fields.SecondsOrNone("after_s"),
            fields.Side("side"),
            Array.FindIndex(States, s => StateText.Of(s) == fields.Text("state")) is >= 0 and var index
                ? States[index]
                : throw fields.Wrong("state"),
            fields.Text("minisocket") == "1"),
        SequenceColumns.LeftOut => new SequenceEvent.LeftOut(fields.Seconds("at_s"), fields.Whole("segments")),
        _ => throw fields.Wrong("event"),
    };

    private static SegmentFacts FactsOf(SequenceFields fields) => new(
        fields.Side("side"),
        SegmentFlags.TryParse(fields.Text("flags")) ?? throw fields.Wrong("flags"),
        fields.Number("seq") ?? throw fields.Wrong("seq"),
        fields.Number("ack") ?? 0,
        fields.Whole("length"),
        fields.Number("tsval"),
        fields.Number("tsecr"));

    /// <summary>The fields of one row, by the names of their columns.</summary>
    private readonly struct SequenceFields(CsvReader csv)
    {
        public string Text(string column) => csv.GetField(column) ?? "";

        public FormatException Wrong(string column) => new($"'{Text(column)}' is no value for {column}");

        public string[] Words(string column) => Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        public int Whole(string column) =>
            int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column);

        public uint? Number(string column) => Text(column) switch
        {
            "" => null,
            var text when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw Wrong(column),
        };

        public double Seconds(string column) => SecondsOrNone(column) ?? throw Wrong(column);

        public double? SecondsOrNone(string column) => Text(column) switch
        {
            "" => null,
            var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number) < MostSeconds => number,
            _ => throw Wrong(column),
        };

        public IPEndPoint EndPoint(string column) =>
            IPEndPoint.TryParse(Text(column), out var ends) ? ends : throw Wrong(column);

        public Tier Side(string column) => Text(column) switch
        {
            "client" => Tier.Client,
            "server" => Tier.Server,
            _ => throw Wrong(column),
        };

        public SegmentDeed Deed(string text) =>
            text.Split(':', 2) is [var act, var rule]
            && Array.FindIndex(Enum.GetValues<SegmentAct>(), a => SequenceColumns.Word(a) == act) is >= 0 and var index
                ? new((SegmentAct)index, rule)
                : throw Wrong("link");

        // More than any trial takes; also refuses what is no number.
        private const double MostSeconds = 1e9;
    }
}
