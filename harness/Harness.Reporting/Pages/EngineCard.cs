using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>What another load engine counted and timed itself, beside the figures of the clients that it drove.</summary>
internal static class EngineCard
{
    private static readonly string[] Outcomes = ["engine.ok", "engine.fail"];

    private static readonly string[] Rows =
    [
        "count", "per_second", "latency_us.min", "latency_us.mean", "latency_us.p50", "latency_us.p75", "latency_us.p95", "latency_us.p99",
        "latency_us.max", "latency_us.std_dev",
    ];

    /// <summary>Nothing where the built-in engine made the load.</summary>
    public static Html Render(TrialSummary trial) => trial.Engine is not { } engine ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>The load engine's own figures</h2>
        <p class="sub">{Sentences.Engine(engine)}, by its own clock. All other figures here are those of the clients that it drove.</p></div>
        {Table.OfTexts("The load engine", ["figure", "#ok", "#failed"], Rows.Select(r => FigureRow.Of(new(trial), Outcomes, r)))}
        </section>
        """);
}
