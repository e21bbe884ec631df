using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>A host of a run, as its first trial found it.</summary>
/// <param name="Node">The node that stands there, such as <c>client-2</c>.</param>
/// <param name="Tier">Its tier: <c>server</c> or <c>client</c>.</param>
/// <param name="Host">What the inventory calls it.</param>
/// <param name="Address">Its address in the run.</param>
/// <param name="Weight">What it takes of the load in proportion to the others of its tier.</param>
/// <param name="Machine">What it is.</param>
/// <param name="Build">Which agent runs there.</param>
/// <param name="Program">SHA-256 of its program, in hexadecimal digits: the same on all hosts.</param>
/// <param name="ClockAheadUs">Microseconds that its clock is ahead of the controller's.</param>
/// <param name="ClockErrorUs">The most that this estimate is off; null where it is not known.</param>
public sealed record HostEntry(
    string Node,
    string Tier,
    string Host,
    string Address,
    int Weight,
    HostMachine Machine,
    AgentBuild Build,
    string Program,
    double ClockAheadUs,
    double? ClockErrorUs);
