using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Controller.Launching;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>The link of a trial, or that there is none.</summary>
/// <param name="asked">Null for none.</param>
internal sealed class TrialLink(LinkOptions? asked)
{
    private RoleReport? role;

    /// <summary>What it did; before it was finished, nothing.</summary>
    public LinkSummary? Summary => asked is null ? null : LinkFigures.Of(asked, role);

    /// <summary>Has the frames kept from now on, when that is asked for.</summary>
    public async Task CaptureAsync(Node? node, CancellationToken stop)
    {
        if (asked is { Pcap: true })
        {
            await node!.Channel.AskAsync<AgentReport.Capturing>(new AgentCommand.Capture(), stop);
        }
    }

    /// <summary>Ends it and takes what it counted.</summary>
    /// <returns>What made it other than asked for.</returns>
    public async Task<IEnumerable<Warning>> FinishAsync(Node? node, CancellationToken stop)
    {
        if (node is null)
        {
            return [];
        }

        role = (await node.Channel.AskAsync<AgentReport.Finished>(new AgentCommand.Finish(), stop)).Role;
        return LinkFigures.Warnings(Summary!);
    }
}
