using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>The witness of a trial, or that none was asked for. Safe for threads.</summary>
/// <param name="isAsked">Whether <c>sample.witness</c> is set.</param>
/// <param name="log">Is told what it found.</param>
internal sealed class TrialWitness(bool isAsked, TrialLog log)
{
    private readonly Lock gate = new();
    private readonly List<(Tier Tier, FollowedConnection Connection)> followed = [];
    private WireCaptures? captures;

    /// <summary>What it found; null before <see cref="Judge"/>, and when it was not asked for.</summary>
    public WitnessSummary? Summary { get; private set; }

    /// <summary>Before the nodes watch.</summary>
    /// <param name="hop">Whose connections it is to look at.</param>
    public void Begin(HopEndPoints hop) => captures = isAsked ? new WireCaptures(hop) : null;

    /// <summary>Takes the next piece of a node's capture.</summary>
    public void Take(NodeId node, Tier tier, byte[] pcap)
    {
        lock (gate)
        {
            captures?.Add(node, tier, pcap);
        }
    }

    /// <summary>Takes connections that a node has followed.</summary>
    public void Take(Tier tier, IReadOnlyList<string> lines)
    {
        lock (gate)
        {
            followed.AddRange(lines.Select(l => (tier, FollowedConnection.Parse(l))));
        }
    }

    /// <summary>Compares, and writes down each connection.</summary>
    /// <param name="server">The server's end of the hop.</param>
    /// <param name="client">The client's end of the hop.</param>
    /// <param name="trial">The figures.</param>
    public void Judge(HopEnd server, HopEnd client, TrialSummary trial)
    {
        if (captures is null)
        {
            return;
        }

        lock (gate)
        {
            var check = new WitnessCheck(captures, server, client, followed.ToLookup(f => f.Tier, f => f.Connection));
            Summary = check.Compare(trial, isSettled: log.Warnings.All(w => w.Code != TrialSettling.NotSettled));
            log.Witnessed([.. check.Connections()]);
        }

        foreach (var warning in WitnessWarnings.Of(Summary))
        {
            log.Warn(warning);
        }
    }
}
