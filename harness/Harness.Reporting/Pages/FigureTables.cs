using Harness.Model.Results;
using Harness.Reporting.Charts;
using Harness.Reporting.Words;

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
            ("TIME_WAIT: refused for tcp_max_tw_buckets", s => Format.Count(s.TimeWait.Overflow)),
            ("ESTABLISHED: most at once", s => Format.Count(s.Established.Peak)),
            ("CLOSE_WAIT: most at once", s => Format.Count(s.CloseWait.Peak)),
            ("CLOSE_WAIT: at the end", s => Format.Count(s.CloseWait.Final)),
            ("FIN_WAIT2: most at once", s => Format.Count(s.FinWait2.Peak)),
            ("FIN_WAIT2: at the end", s => Format.Count(s.FinWait2.Final)),
            ("CPU time", s => $"{Format.Number(s.CpuSeconds)} s"),
            ("Most memory", s => Format.Bytes(s.MaxRssBytes)),
            ("Cost of one sample, median", s => Format.Duration(s.SampleCostUs.P50)),
        ];
        return Table.Of("Both sides in figures", ["figure", "#server", "#client"], rows.Select(r => new[] { Html.Of($"{r.Name}"), Html.Of($"{r.Figure(t.Server)}"), Html.Of($"{r.Figure(t.Client)}") }));
    }

    public static Html Counters(TrialSummary t)
    {
        var (server, client) = (t.Server.Counters, t.Client.Counters);
        var grew = server.Concat(client).Where(c => c.Value != 0).Select(c => c.Key).Distinct(StringComparer.Ordinal).ToList();
        return grew.Count == 0 ? Html.Of($"<p>None was read, or none grew.</p>") : Table.Of(
            "Kernel counters",
            ["counter", "#server", "#client", "what it counts"],
            CounterWords.InOrder(grew).Select(name => new[]
            {
                Html.Of($"<code>{name}</code>"),
                Html.Of($"{Format.Count(server.GetValueOrDefault(name))}"),
                Html.Of($"{Format.Count(client.GetValueOrDefault(name))}"),
                Html.Of($"{CounterWords.Meaning(name)}"),
            }));
    }

    public static Html Durations(TrialSummary t) => Table.Of(
        "Durations",
        ["duration", "#median", "#p90", "#p99", "#longest", "what it is"],
        LatencyChart.Durations(t).Where(d => d.Duration.Count > 0).Select(d => (Html[])
        [
            Html.Of($"{d.Name}"),
            .. new[] { d.Duration.P50, d.Duration.P90, d.Duration.P99, d.Duration.Max }.Select(us => Html.Of($"{Format.Duration(us)}")),
            Html.Of($"{d.Meaning}"),
        ]));
}
