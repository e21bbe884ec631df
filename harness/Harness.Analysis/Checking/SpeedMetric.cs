using Harness.Analysis.Results;

namespace Harness.Analysis.Checking;

/// <summary>A metric of speed, taken relative to the control. Percentiles beyond the median are left out: on a shared machine they are noise.</summary>
/// <param name="Name">As in summary.json.</param>
/// <param name="Words">In a sentence.</param>
/// <param name="IsBetterHigher">False: lower is better.</param>
/// <param name="Of">The figure of a trial; 0 when it was not measured.</param>
public sealed record SpeedMetric(string Name, string Words, bool IsBetterHigher, Func<TrialSummary, double> Of)
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<SpeedMetric> All { get; } =
    [
        new("latency_us.total.p50", "median latency", false, t => t.LatencyUs.Total.P50),
        new("rates.connections_per_second", "connections per second", true, t => t.Rates.ConnectionsPerSecond),
    ];

    /// <summary>One ratio per round to the control beside it, sorted, to four digits; rounds in which either measured nothing are left out.</summary>
    public IReadOnlyList<double> Ratios(IEnumerable<SpeedRound> rounds) => [.. rounds
        .Select(r => (Scenario: Of(r.Scenario), Control: Of(r.Control)))
        .Where(r => r is { Scenario: > 0, Control: > 0 })
        .Select(r => Math.Round(r.Scenario / r.Control, 4))
        .Order()];
}

/// <summary>A trial and the control trial beside it.</summary>
/// <param name="Scenario">The scenario's.</param>
/// <param name="Control">The control's.</param>
public sealed record SpeedRound(TrialSummary Scenario, TrialSummary Control);
