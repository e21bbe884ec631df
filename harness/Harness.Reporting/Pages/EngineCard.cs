using Harness.Analysis.Words;
using Harness.Protocol.Messages;

namespace Harness.Reporting.Pages;

/// <summary>What another load engine counted and timed itself, beside the figures of the clients that it drove.</summary>
internal static class EngineCard
{
    /// <param name="engine">Null draws nothing.</param>
    public static Html Render(EngineSummary? engine) => engine is null ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>The load engine's own figures</h2><p class="sub">{Sentences.Engine(engine)}, by its own clock. All other figures here are those of the clients that it drove.</p></div>
        {Table.Of("The load engine", ["figure", "#ok", "#failed"], Rows.Select(r => new[] { Html.Of($"{r.Name}"), Html.Of($"{r.Figure(engine.Ok)}"), Html.Of($"{r.Figure(engine.Fail)}") }))}
        </section>
        """);

    private static readonly (string Name, Func<EngineOutcomes, string> Figure)[] Rows =
    [
        ("Connections", o => Format.Count(o.Count)),
        ("Per second", o => Format.Number(o.PerSecond)),
        ("Shortest", o => Format.Duration(o.LatencyUs.Min)),
        ("Mean", o => Format.Duration(o.LatencyUs.Mean)),
        ("Median", o => Format.Duration(o.LatencyUs.P50)),
        ("75th percentile", o => Format.Duration(o.LatencyUs.P75)),
        ("95th percentile", o => Format.Duration(o.LatencyUs.P95)),
        ("99th percentile", o => Format.Duration(o.LatencyUs.P99)),
        ("Longest", o => Format.Duration(o.LatencyUs.Max)),
        ("Standard deviation", o => Format.Duration(o.LatencyUs.StdDev)),
    ];
}
