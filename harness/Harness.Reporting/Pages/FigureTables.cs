using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>The figures behind the charts.</summary>
internal static class FigureTables
{
    private static readonly string[] Tiers = ["server", "client"];

    /// <summary>What both sides held and cost.</summary>
    public static Html Sides(TrialSummary t)
    {
        var trial = new MeasuredTrial(t);
        return Table.OfTexts(
            "Both sides in figures",
            ["figure", "#server", "#client"],
            [
                Row("time_wait.entered"),
                Pair("Where that number came from", s => s.TimeWait.EnteredFrom.ToString().ToLowerInvariant()),
                Row("time_wait.peak"),
                Row("time_wait.final"),
                Row("time_wait.overflow"),
                Row("established.peak"),
                Row("close_wait.peak"),
                Row("close_wait.final"),
                Row("fin_wait2.peak"),
                Row("fin_wait2.final"),
                .. Lifetimes("Lifetime of a TIME_WAIT", s => s.TimeWaitLifetimeMs),
                .. Lifetimes("Lifetime of a FIN_WAIT2", s => s.FinWait2LifetimeMs),
                Row("cpu_seconds"),
                Row("max_rss_bytes"),
                Row("sample_cost_us.p50"),
                ["Bytes written by the server, read by the client", Value("bytes.written"), Value("bytes.received")],
                ["Errors of its own calls", Errors("connections.server_errors."), Errors("connections.errors.")],
            ]);

        IReadOnlyList<string> Row(string key) => FigureRow.Of(trial, Tiers, key);

        IReadOnlyList<string> Pair(string name, Func<TierSummary, string> text) => [name, text(t.Server), text(t.Client)];

        // No row where none was followed.
        IEnumerable<IReadOnlyList<string>> Lifetimes(string name, Func<TierSummary, LifetimeSummary?> lifetime) =>
            Pair(name, s => Lasted(lifetime(s))) is var row && row.Skip(1).Any(cell => cell.Length > 0) ? [row] : [];

        string Errors(string family) => Figures.Families.Single(f => f.Prefix == family).Counts(trial) switch
        {
            null => Format.NotMeasured,
            { Count: 0 } => "none",
            var errors => string.Join(", ", errors.Select(e => $"{e.Key} {Format.Count(e.Value)}")),
        };

        string Value(string key) => Format.Figure(Figures.Get(key), trial);
    }

    /// <summary>The kernel's counters of both sides.</summary>
    public static Html Counters(TrialSummary t)
    {
        var (server, client) = (t.Server.Counters, t.Client.Counters);
        var shown = server.Concat(client)
            .Where(c => c.Value != 0 || CounterText.Meaning(c.Key).Length > 0)
            .Select(c => c.Key)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var grown = CounterText.InOrder(shown).ToLookup(name => HasGrown(server, name) || HasGrown(client, name));
        return shown.Count == 0 ? Html.Of($"<p>None was read.</p>") : Html.Of($"""
            <p class="sub">{CounterText.Summary(t)}</p>
            {Grid("Kernel counters", grown[true])}
            {Still([.. grown[false]])}
            """);

        Html Still(IReadOnlyList<string> names) => names.Count == 0 ? Html.Empty : Html.Of(
            $"<details><summary>{names.Count} that stayed at 0</summary>{Grid("Kernel counters that stayed at 0", names)}</details>");

        Html Grid(string caption, IEnumerable<string> names) => Table.Of(caption, ["counter", "#server", "#client"], names.Select(Row));

        Html[] Row(string name) =>
        [
            Table.Explained(Html.Of($"<code>{name}</code>"), CounterText.Meaning(name)),
            Html.Of($"{CounterText.Value(server, name)}"),
            Html.Of($"{CounterText.Value(client, name)}"),
        ];
    }

    private static bool HasGrown(IReadOnlyDictionary<string, long> counters, string name) => counters.GetValueOrDefault(name) != 0;

    /// <summary>A card of the loads that have a name; nothing where none has.</summary>
    public static Html Loads(TrialSummary t)
    {
        var trial = new MeasuredTrial(t);
        string[] columns =
        [
            "opened", "completed", "failed", "connections_per_second", "bytes",
            "bytes_per_second.p50", "bytes_per_second.p90", "bytes_per_second.max",
        ];
        var rows = (t.Loads ?? new Dictionary<string, LoadSummary>()).Keys.Select(name => (IReadOnlyList<string>)
        [
            name, .. columns.Select(c => Format.Figure(Figures.Get($"loads.{name}.{c}"), trial)),
        ]).ToList();
        return rows.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><h2>Loads by their names</h2>
            <p class="sub">What is theirs of the figures of all loads together. Each connection carried what its client sent and read,
            from the first byte sent to the last one read.</p>
            {Table.OfTexts(
                "Loads",
                ["load", "#opened", "#completed", "#failed", "#per second", "#bytes", "#each, median", "#p90", "#fastest"],
                rows)}
            </section>
            """);
    }

    /// <summary>A card; nothing when nothing was timed.</summary>
    public static Html Durations(TrialSummary t)
    {
        var rows = TimedStep.In(t).Select(s => (IReadOnlyList<Html>)
        [
            Table.Explained(Html.Of($"{Sentences.Capital(s.Step.Label)}"), s.Step.Meaning),
            .. Table.Cells(new[] { s.Duration.P50, s.Duration.P90, s.Duration.P99, s.Duration.Max }.Select(Format.Duration)),
        ]).ToList();
        return rows.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><h2>Durations in figures</h2>
            {Table.Of("Durations", ["duration", "#median", "#p90", "#p99", "#longest"], rows)}
            </section>
            """);
    }

    private static string Lasted(LifetimeSummary? lives) => lives is { Count: > 0 }
        ? $"{Milliseconds(lives.Min)} to {Milliseconds(lives.Max)}, median {Milliseconds(lives.P50)}, "
            + $"{Format.Count(lives.Count)} of them"
        : "";

    private static string Milliseconds(double? number) =>
        number is { } known ? Format.Figure(FigureUnit.Milliseconds, known) : Format.NotMeasured;
}
