using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Terminal;

/// <summary>
/// Nodes on hosts of which no sample comes any more: so they are seen some seconds before their connection is given up. On one machine
/// a late sample says that it is busy, and not that a node is lost.
/// </summary>
internal static class SilentNodes
{
    private const double FewestSeconds = 3;
    private const double FewestSamples = 5;

    /// <summary><c>no sample of client-2 on b2 for 4 s</c>; empty where all nodes sample.</summary>
    public static string Words(NewestSamples newest, TrialPlan? trial, IReadOnlyList<HostEntry> hosts)
    {
        var longest = Math.Max(FewestSeconds, FewestSamples * (trial?.Scenario.Sample.Every.TotalSeconds ?? 0));
        var silent = hosts.Count == 0 ? [] : newest.Silent(longest);
        return silent.Count == 0 ? "" : "no sample of "
            + string.Join(", ", silent.Select(s => $"{HostText.NodeName(s.Node.Name, hosts)} for {Math.Floor(s.Seconds)} s"));
    }
}
