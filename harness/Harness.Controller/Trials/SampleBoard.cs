using Harness.Analysis.Trials;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>What the samplers of all nodes have shown so far, and a way to wait for the next sample.</summary>
/// <param name="clock">Says when each sample arrives, and when a wait has lasted too long.</param>
internal sealed class SampleBoard(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<NodeId, (Tier Tier, NodePeaks Peaks)> nodes = [];
    private TaskCompletionSource news = New();

    /// <summary>Expects samples of a node.</summary>
    public void Expect(NodeId node, Tier tier)
    {
        lock (gate)
        {
            nodes[node] = (tier, new NodePeaks());
        }
    }

    /// <summary>What one node has shown so far. It goes on to change; <see cref="UntilAsync"/> looks while it does not.</summary>
    public NodePeaks Of(NodeId node)
    {
        lock (gate)
        {
            return nodes[node].Peaks;
        }
    }

    /// <summary>The newest samples of a tier; a node that has shown none is left out.</summary>
    public IReadOnlyList<Sample> Newest(Tier tier)
    {
        lock (gate)
        {
            return [.. nodes.Values.Where(n => n.Tier == tier).Select(n => n.Peaks.Newest).OfType<Sample>()];
        }
    }

    /// <summary>When each node was heard of last, a time stamp of the clock; null for one that has shown no sample.</summary>
    public IReadOnlyDictionary<NodeId, long?> Arrivals()
    {
        lock (gate)
        {
            return nodes.ToDictionary(n => n.Key, n => n.Value.Peaks.ArrivedAt);
        }
    }

    public void Add(Sample sample)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            nodes[sample.Node].Peaks.Add(sample, clock.GetTimestamp());
            (waiting, news) = (news, New());
        }

        waiting.SetResult();
    }

    /// <summary>Waits until every node satisfies <paramref name="condition"/>, looking again at each sample.</summary>
    /// <returns>False when <paramref name="within"/> passed first.</returns>
    public async Task<bool> UntilAsync(Func<NodeId, NodePeaks, bool> condition, TimeSpan within, CancellationToken cancellationToken)
    {
        using var timeOut = new CancellationTokenSource(within, clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeOut.Token);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (nodes.All(n => condition(n.Key, n.Value.Peaks)))
                {
                    return true;
                }

                next = news.Task;
            }

            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
