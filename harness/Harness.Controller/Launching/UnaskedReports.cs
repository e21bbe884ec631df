using Harness.Protocol;
using Harness.Protocol.Messages;

namespace Harness.Controller.Launching;

/// <summary>What an agent tells unasked, kept until somebody listens.</summary>
/// <param name="node">The agent's.</param>
internal sealed class UnaskedReports(NodeId node)
{
    private readonly Lock telling = new();
    private readonly List<AgentReport> early = [];
    private Action<NodeId, AgentReport>? listener;

    /// <summary>Passes on what came so far, and from now on everything.</summary>
    /// <param name="to">Is called in order, one call at a time.</param>
    public void PassOn(Action<NodeId, AgentReport> to)
    {
        lock (telling)
        {
            early.ForEach(report => to(node, report));
            early.Clear();
            listener = to;
        }
    }

    /// <summary>Takes the next one.</summary>
    public void Tell(AgentReport report)
    {
        lock (telling)
        {
            if (listener is null)
            {
                early.Add(report);
            }
            else
            {
                listener(node, report);
            }
        }
    }
}
