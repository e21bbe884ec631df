using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Agent.Programs;

/// <summary>
/// What the kernel's counters say of a program's connections since the role began. In a network of its own nobody else adds to them;
/// elsewhere the whole machine does, and nothing is said.
/// </summary>
internal sealed class ProgramCounters(NetworkKind network)
{
    private readonly IReadOnlyDictionary<string, long> before = KernelCounters.Now();

    /// <summary>
    /// Connections opened by connect() or by accept, and those that this side did not end with an RST; null in a network that others use.
    /// </summary>
    public ConnectionTally? Tally(Tier tier) => !network.IsOwn() ? null : Of(tier, KernelCounters.Now());

    /// <summary>
    /// How many were reset; null in a network that others use where <paramref name="hop"/>, what the segments tell, is null too.
    /// </summary>
    public CloseTally? Closes(HopTally? hop) => hop is not null ? new() { Reset = hop.Reset }
        : !network.IsOwn() ? null
        : new() { Reset = Resets(KernelCounters.Now()) };

    private ConnectionTally Of(Tier tier, IReadOnlyDictionary<string, long> now)
    {
        var opened = tier == Tier.Server
            ? Grown(now, KernelCounter.PassiveOpens)
            : Grown(now, KernelCounter.ActiveOpens) - Grown(now, KernelCounter.AttemptFails);
        return new() { Opened = opened, Completed = Math.Max(0, opened - Resets(now)) };
    }

    // SO_LINGER 0, unread data at close, data after the close.
    private long Resets(IReadOnlyDictionary<string, long> now) =>
        Grown(now, KernelCounter.AbortOnData) + Grown(now, KernelCounter.AbortOnClose);

    private long Grown(IReadOnlyDictionary<string, long> now, string name) => now.GetValueOrDefault(name) - before.GetValueOrDefault(name);
}
