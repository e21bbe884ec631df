using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Trials;

/// <summary>All that one side of a trial brought; null where the trial broke off before.</summary>
/// <param name="Environment">What it stood on.</param>
/// <param name="Peaks">What its sampler saw.</param>
/// <param name="Census">Its sockets at the end.</param>
/// <param name="Role">What its role saw.</param>
public sealed record SideRecord(SideEnvironment? Environment, SidePeaks Peaks, IReadOnlyList<SocketEntry>? Census, RoleReport? Role);
