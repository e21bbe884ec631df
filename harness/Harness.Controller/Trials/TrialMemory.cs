using Harness.Analysis.Results;
using Harness.Controller.Machine;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>
/// What a trial's TIME_WAITs take in the kernel: memory, and slots of its hash tables. Of other hosts' kernels it knows nothing.
/// </summary>
/// <param name="network">Where the nodes stand.</param>
internal sealed class TrialMemory(NetworkKind network)
{
    private KernelTables tables = new(null, null);
    private KernelMemory? before;
    private MemorySummary? grown;

    public async Task PrepareAsync(NodeEnvironment server) =>
        tables = network == NetworkKind.Hosts ? tables : await KernelTables.ReadAsync(server);

    /// <summary>The load is about to begin.</summary>
    public void Start() => before = network == NetworkKind.Hosts ? null : KernelMemory.Now();

    /// <summary>The load is over, and all that it leaves behind is still there.</summary>
    public void Observe(SampleBoard board)
    {
        if (before is not null)
        {
            grown = KernelMemory.Now().Since(before, Minisockets(board, Tier.Server), Minisockets(board, Tier.Client));
        }
    }

    /// <summary>Adds what was found.</summary>
    public TrialSummary AddTo(TrialSummary summary) => summary with
    {
        Memory = grown,
        Limits = summary.Limits with { EstablishedHashEntries = tables.Established, BindHashEntries = tables.Bind },
    };

    private static long Minisockets(SampleBoard board, Tier tier) =>
        board.Newest(tier).Sum(sample => (long)sample.States.TimeWait + sample.States.FinWait2Minisockets);
}
