using Harness.Analysis.Running;
using Harness.Controller.Launching;
using Harness.Controller.Logging;
using Harness.Protocol;

namespace Harness.Controller.Trials;

/// <summary>Breaks a trial off when something goes wrong: an agent dies, falls silent or fails. The first cause counts.</summary>
/// <param name="number">The trial's number.</param>
/// <param name="log">Is told; an agent that ends in the teardown breaks nothing.</param>
internal sealed class TrialBreak(int number, TrialLog log) : IDisposable
{
    private readonly CancellationTokenSource broken = new();

    /// <summary>Cancelled when the trial breaks off, and when it has ended.</summary>
    public CancellationToken Token => broken.Token;

    /// <summary>What went wrong first; null as long as nothing has.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Breaks the trial off for <paramref name="cause"/>.</summary>
    public void BreakOff(Exception cause)
    {
        Failure ??= cause;
        log.Events.TrialBreaksOff(number, cause.Message);
        broken.Cancel();
    }

    /// <summary>Breaks off when a node dies: whoever waits for another agent's answer would not notice that.</summary>
    public async Task WhenDeadAsync(Node node)
    {
        if (await node.Death is var how && log.Phase != Phase.Teardown)
        {
            BreakOff(new AgentException(node.Id, how));
        }
    }

    /// <summary>Breaks off because a node has said nothing for a while.</summary>
    public void WhenSilent(NodeId node, TimeSpan silence) => BreakOff(new AgentException(
        node, $"the {node} agent has said nothing for {silence.TotalSeconds:0} s: is it stopped, or its machine stuck?"));

    /// <summary>Ends whatever still waits, without a failure.</summary>
    public Task EndAsync() => broken.CancelAsync();

    public void Dispose() => broken.Dispose();
}
