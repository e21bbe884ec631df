using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>The nodes of a trial beside each other, where a tier has several.</summary>
public static class NodeText
{
    /// <summary>The heads of the columns after the node's own.</summary>
    public static IReadOnlyList<string> Heads { get; } =
        ["connections opened", "failed", "TIME_WAIT entered", "peak", "at the end", "started late"];

    /// <summary>The nodes of a trial with several in a tier; none of one with a node each.</summary>
    public static IReadOnlyList<NodeSummary> Of(TrialSummary trial) => trial.Nodes.Count > 2 ? trial.Nodes : [];

    /// <summary>A node's cells, below <see cref="Heads"/>.</summary>
    public static IReadOnlyList<string> Cells(NodeSummary node) =>
    [
        Format.Count(node.Opened),
        Format.Count(node.Failed),
        Format.Count(node.Figures.TimeWait.Entered),
        Format.Count(node.Figures.TimeWait.Peak),
        Format.Count(node.Figures.TimeWait.Final),
        node.StartedLateUs is { } late ? Format.Duration(late) : "-",
    ];
}
