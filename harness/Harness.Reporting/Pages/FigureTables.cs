using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Reporting.Charts;

namespace Harness.Reporting.Pages;

/// <summary>The figures behind the charts.</summary>
internal static class FigureTables
{
    public static Html Sides(TrialSummary t)
    {
        (string Name, Func<SideSummary, string> Figure)[] rows =
        [
            ("TIME_WAIT: entered", s => Format.Count(s.TimeWait.Entered)),
            ("TIME_WAIT: where that number came from", s => s.TimeWait.EnteredFrom.ToString().ToLowerInvariant()),
            ("TIME_WAIT: most at once", s => Format.Count(s.TimeWait.Peak)),
            ("TIME_WAIT: at the end", s => Format.Count(s.TimeWait.Final)),
            ("TIME_WAIT: refused for tcp_max_tw_buckets", s => s.TimeWait.Overflow is { } overflow ? Format.Count(overflow) : "not known"),
            ("ESTABLISHED: most at once", s => Format.Count(s.Established.Peak)),
            ("CLOSE_WAIT: most at once", s => Format.Count(s.CloseWait.Peak)),
            ("CLOSE_WAIT: at the end", s => Format.Count(s.CloseWait.Final)),
            ("FIN_WAIT2: most at once", s => Format.Count(s.FinWait2.Peak)),
            ("FIN_WAIT2: at the end", s => Format.Count(s.FinWait2.Final)),
            ("TIME_WAIT: lasted", s => Lasted(s.TimeWaitLifetimeMs)),
            ("FIN_WAIT2: lasted", s => Lasted(s.FinWait2LifetimeMs)),
            ("CPU time", s => Known(s.CpuSeconds, $"{Format.Number(s.CpuSeconds)} s")),
            ("Most memory", s => Known(s.MaxRssBytes, Format.Bytes(s.MaxRssBytes))),
            ("Cost of one sample, median", s => Known(s.SampleCostUs.Count, Format.Duration(s.SampleCostUs.P50))),
        ];
        (string Name, string Server, string Client)[] connections =
        [
            ("Bytes written by the server, read by the client", Bytes(t.Bytes?.Written), Bytes(t.Bytes?.Received)),
            ("Errors of its own calls", Errors(t.Connections.ServerErrors), Errors(t.Connections.Errors)),
        ];
        return Table.Of(
            "Both sides in figures",
            ["figure", "#server", "#client"],
            rows.Select(r => (r.Name, Server: r.Figure(t.Server), Client: r.Figure(t.Client))).Where(r => r.Server.Length + r.Client.Length > 0).Concat(connections).Select(r => new[] { Html.Of($"{r.Name}"), Html.Of($"{r.Server}"), Html.Of($"{r.Client}") }));
    }

    public static Html Counters(TrialSummary t)
    {
        var (server, client) = (t.Server.Counters, t.Client.Counters);
        var shown = server.Concat(client).Where(c => c.Value != 0 || CounterText.Meaning(c.Key).Length > 0).Select(c => c.Key).Distinct(StringComparer.Ordinal).ToList();
        return shown.Count == 0 ? Html.Of($"<p>None was read.</p>") : Html.Of($"""
            <p class="sub">{CounterText.Summary(t)}</p>
            {Table.Of("Kernel counters", ["counter", "#server", "#client", "what it counts"], CounterText.InOrder(shown).Select(Row))}
            """);

        Html[] Row(string name) =>
        [
            Html.Of($"<code>{name}</code>"),
            Html.Of($"{Format.Count(server.GetValueOrDefault(name))}"),
            Html.Of($"{Format.Count(client.GetValueOrDefault(name))}"),
            Html.Of($"{CounterText.Meaning(name)}"),
        ];
    }

    /// <summary>A card; nothing when nothing was timed.</summary>
    public static Html Durations(TrialSummary t)
    {
        var timed = LatencyChart.Durations(t).Where(d => d.Duration.Count > 0).ToList();
        return timed.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><h2>Durations in figures</h2>
            {Table.Of("Durations", ["duration", "#median", "#p90", "#p99", "#longest", "what it is"], timed.Select(d => Row(d.Name, d.Meaning, d.Duration)))}
            </section>
            """);
    }

    private static IReadOnlyList<Html> Row(string name, string meaning, DurationSummary d) =>
    [
        Html.Of($"{name}"),
        .. new[] { d.P50, d.P90, d.P99, d.Max }.Select(us => Html.Of($"{Format.Duration(us)}")),
        Html.Of($"{meaning}"),
    ];

    // Nothing where it was not followed.
    private static string Lasted(LifetimeSummary? lives) => lives is { Count: > 0 }
        ? $"{lives.Min / 1000:0.0} to {lives.Max / 1000:0.0} s, median {lives.P50 / 1000:0.0} s, {Format.Count(lives.Count)} of them"
        : "";

    private static string Bytes(long? bytes) => bytes is { } known ? Format.Count(known) : "not known";

    private static string Errors(IReadOnlyDictionary<string, long> errors) => errors.Count == 0 ? "none" : string.Join(", ", errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"));

    /// <summary>A run that was killed left no word about these.</summary>
    private static string Known(double value, string text) => value > 0 ? text : "not known";
}
