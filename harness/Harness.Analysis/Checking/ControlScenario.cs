using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Analysis.Checking;

/// <summary>
/// The built-in reference of <c>check</c>: a speed means nothing alone on a shared machine, so it is taken relative to this, run just
/// beside it. It stands on the same network as the scenario (kind, IP version, link), for what disturbs the one must disturb the other.
/// </summary>
public static class ControlScenario
{
    /// <summary>The version of the control; a baseline records it, because ratios to another control are not comparable.</summary>
    public const int Version = 1;

    /// <summary>The control's text, YAML.</summary>
    public static string Text
    {
        get
        {
            using var reader = new StreamReader(typeof(ControlScenario).Assembly.GetManifestResourceStream("control.yaml")!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The control for <paramref name="scenario"/>.</summary>
    public static RunPlan For(Scenario scenario, ScenarioPlanner planner) => planner.Variant(
        planner.Plan(Text, "control.yaml"),
        control => control with
        {
            Network = scenario.Network,
            Ip = scenario.Ip,
            Link = scenario.Link is { } link ? link with { Pcap = false } : null,
        });
}
