using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>
/// One end of a hop: what the nodes of a tier brought together. Everything that asks who closed first takes the two ends of one hop.
/// </summary>
public sealed record HopEnd
{
    /// <summary>The tier whose end it is.</summary>
    public required Tier Tier { get; init; }

    /// <summary>What its nodes stood on; fewer than the nodes where the trial broke off before.</summary>
    public required IReadOnlyList<NodeEnvironment> Environments { get; init; }

    /// <summary>The most of each state at one moment, all nodes together.</summary>
    public required PeakPoint Peaks { get; init; }

    /// <summary>Each node's newest sample.</summary>
    public required IReadOnlyList<Sample> Newest { get; init; }

    /// <summary>The sockets of all nodes at the end; null where one is missing.</summary>
    public IReadOnlyList<SocketEntry>? Census { get; init; }

    /// <summary>What the roles saw together; null where one is missing.</summary>
    public RoleReport? Role { get; init; }

    /// <summary>What the segments told its nodes; null where they were not watched, or where one node missed some.</summary>
    public HopTally? Hop => Role?.Hop is { Missed: 0 } hop ? hop : null;

    /// <summary>Whether the namespaces' counters count TIME_WAITs when they are entered, on every node.</summary>
    public bool CountsAtEntry => Environments.Count > 0 && Environments.All(e => e.TimeWaitCounted == CounterMeaning.Entry);

    /// <summary>
    /// The role's connections, or those of the newest samples where the roles are lost; null before the first sample, and of a program on
    /// loopback.
    /// </summary>
    public ConnectionTally? Connections =>
        Role is not null ? Role.Connections : ConnectionTally.Sum(Newest.Select(s => s.Connections));

    /// <summary>TIME_WAITs entered by the newest samples; null where one of them cannot tell.</summary>
    public long? EnteredBySamples => Newest.Count > 0 && Newest.All(s => s.TimeWaitEntered is not null)
        ? Newest.Sum(s => s.TimeWaitEntered!.Value)
        : null;

    /// <summary>Puts nodes together.</summary>
    /// <param name="tier">Their tier.</param>
    /// <param name="nodes">None when the trial broke off before they were started.</param>
    public static HopEnd Of(Tier tier, IReadOnlyList<NodeRecord> nodes) => new()
    {
        Tier = tier,
        Environments = [.. nodes.Select(n => n.Environment).OfType<NodeEnvironment>()],
        Peaks = PeakPoint.OfSum([.. nodes.Select(n => n.Peaks.Points)]),
        Newest = [.. nodes.Select(n => n.Peaks.Newest).OfType<Sample>()],
        Census = nodes.Count == 0 || nodes.Any(n => n.Census is null) ? null : [.. nodes.SelectMany(n => n.Census!)],
        Role = nodes.Count == 0 || nodes.Any(n => n.Role is null) ? null : RoleReports.Merge([.. nodes.Select(n => n.Role!)]),
    };

    /// <summary>By how much a kernel counter grew, all namespaces together; 0 for one that did not, or that the kernel lacks.</summary>
    public long Counter(string name) => Role?.Counters.GetValueOrDefault(name) ?? 0;

    /// <summary>FIN_WAIT2 minisockets of the census: the kernel's own counters call them TIME_WAIT.</summary>
    public int WaitingMinisockets() => Census?.Count(s => s is { State: TcpState.FinWait2, IsMinisocket: true }) ?? 0;
}
