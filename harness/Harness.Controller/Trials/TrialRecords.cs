using System.Collections.Concurrent;
using Harness.Analysis.Trials;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>What the nodes of a trial have brought so far. Safe for threads.</summary>
internal sealed class TrialRecords
{
    private readonly ConcurrentDictionary<NodeId, NodeEnvironment> environments = [];
    private readonly ConcurrentDictionary<NodeId, IReadOnlyList<SocketEntry>> censuses = [];
    private readonly ConcurrentDictionary<NodeId, RoleReport> roles = [];

    public void Prepared(NodeId node, NodeEnvironment environment) => environments[node] = environment;

    public void Counted(NodeId node, IReadOnlyList<SocketEntry> census) => censuses[node] = census;

    public void Finished(NodeId node, RoleReport role) => roles[node] = role;

    /// <summary>What a node stands on. It must be prepared.</summary>
    public NodeEnvironment EnvironmentOf(NodeId node) => environments[node];

    public NodeRecord Of(NodeId node, Tier tier, NodePeaks peaks) =>
        new(node, tier, environments.GetValueOrDefault(node), peaks, censuses.GetValueOrDefault(node), roles.GetValueOrDefault(node));
}
