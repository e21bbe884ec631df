using Harness.Scenarios.Language;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Thresholds;

/// <summary>What a scenario must say for a threshold search to be able to end.</summary>
public static class ThresholdRules
{
    /// <summary>Yields a broken rule when the connections at one delay cannot show a share as small as the one asked for.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario)
    {
        if (scenario.Threshold is { } threshold && threshold.From < threshold.To
            && ThresholdSearch.FewestConnections(threshold) is var fewest && fewest > threshold.Connections)
        {
            yield return new(
                "threshold.connections",
                $"{threshold.Connections:N0} at one delay can never show that a share is at most {threshold.AtMost}; "
                + $"at least {fewest:N0} can");
        }
    }
}
