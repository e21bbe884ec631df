using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Agent.Programs;

/// <summary>
/// What the kernel's counters say of a program's connections since the role began. In a namespace of its own nobody else adds to them.
/// </summary>
internal sealed class ProgramCounters
{
    private readonly IReadOnlyDictionary<string, long> before = KernelCounters.Now();

    /// <summary>Connections opened by connect() or by accept.</summary>
    public long Opened(Tier tier) => tier == Tier.Server
        ? Grown(KernelCounter.PassiveOpens)
        : Grown(KernelCounter.ActiveOpens) - Grown(KernelCounter.AttemptFails);

    /// <summary>Connections that this side ended with an RST: SO_LINGER 0, unread data at close, data after the close.</summary>
    public long Resets() => Grown(KernelCounter.AbortOnData) + Grown(KernelCounter.AbortOnClose);

    private long Grown(string name) => KernelCounters.Now().GetValueOrDefault(name) - before.GetValueOrDefault(name);
}
