using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>All that one node of a trial brought; null where the trial broke off before.</summary>
/// <param name="Node">Which.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Environment">What it stood on.</param>
/// <param name="Peaks">What its sampler saw.</param>
/// <param name="Census">Its sockets at the end.</param>
/// <param name="Role">What its role saw.</param>
public sealed record NodeRecord(
    NodeId Node, Tier Tier, NodeEnvironment? Environment, NodePeaks Peaks, IReadOnlyList<SocketEntry>? Census, RoleReport? Role);
