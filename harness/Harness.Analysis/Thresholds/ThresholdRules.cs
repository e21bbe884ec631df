using Harness.Scenarios.Language;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Thresholds;

/// <summary>What a threshold search needs to be able to end.</summary>
public static class ThresholdRules
{
    /// <summary>So many connections at one delay that they can show a share to be as small as asked for.</summary>
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
