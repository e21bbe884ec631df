using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What is said of the nodes of a trial, where a tier has several.</summary>
public static class NodeText
{
    private const string Unknown = "-";

    /// <summary>The nodes of a trial beside each other; null of one with a node each.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="hosts">Where its nodes stand; none where that is one machine.</param>
    public static NodeTable? Table(TrialSummary trial, IReadOnlyList<HostEntry> hosts)
    {
        if (trial.Nodes.Count <= 2)
        {
            return null;
        }

        List<(NodeColumn Column, Func<NodeSummary, string> Cell)> columns =
        [
            (new("connections opened", Rank: 6), n => Format.Count(n.Opened)),
            (new("share of them", Rank: 1), n => Share(n, trial)),
            (new("failed", Rank: 4), n => Format.Count(n.Failed)),
            (new("closed first", Rank: 5), n => Format.Count(n.ClosedFirst)),
            (new("TIME_WAIT entered", Rank: 6), n => Format.Count(n.Figures.TimeWait.Entered)),
            (new("peak", Rank: 3), n => Format.Count(n.Figures.TimeWait.Peak)),
            (new("at the end", Rank: 3), n => Format.Count(n.Figures.TimeWait.Final)),
        ];
        if (trial.Nodes.Any(n => n.StartedLateUs is not null))
        {
            columns.Add((new("started late", Rank: 2), n => n.StartedLateUs is { } late ? Format.Duration(late) : Unknown));
        }

        if (trial.Nodes.Any(n => n.OtherSockets is not null))
        {
            columns.Add((new("others' sockets", Rank: 1), n => Format.Count(n.OtherSockets?.Sockets)));
            columns.Add((new("others' TIME_WAITs", Rank: 1), n => Format.Count(n.OtherSockets?.TimeWait)));
        }

        if (hosts.Count > 0)
        {
            columns.Insert(0, (new("host", Rank: 7) { IsFigure = false }, n => Of(n)?.Host ?? Unknown));
            columns.Add((new("clock to the controller's", Rank: 0), n => Of(n) is { } host ? HostText.ClockOffset(host) : Unknown));
        }

        if (trial.Nodes.Any(IsLost))
        {
            columns.Insert(0, (new("its end", Rank: 8) { IsFigure = false }, n => IsLost(n) ? "LOST" : "finished"));
        }

        return new(
            [.. columns.Select(c => c.Column)],
            [.. trial.Nodes.Select(n => (n.Node, (IReadOnlyList<string>)[.. columns.Select(c => c.Cell(n))]))]);

        HostEntry? Of(NodeSummary node) => hosts.FirstOrDefault(h => h.Node == node.Node);
    }

    /// <summary>Which nodes were lost, and until when there are samples of them and of the others; empty where none was.</summary>
    public static string Lost(TrialSummary trial, IReadOnlyList<HostEntry> hosts)
    {
        var lost = trial.Nodes.Where(IsLost).ToList();
        var others = trial.Nodes.Except(lost).Max(n => n.LastSampleSeconds);
        return lost.Count == 0 ? "" : Sentences.Join(
            $"Lost, without a report at the end: {string.Join(", ", lost.Select(Words))}.",
            others is { } last ? $"Of the others there are samples until {Seconds(last)}." : "");

        string Words(NodeSummary node) => $"{HostText.NodeName(node.Node, hosts)} (last sample at {Seconds(node.LastSampleSeconds ?? 0)})";
    }

    private static bool IsLost(NodeSummary node) => node.Finished == false;

    private static string Seconds(double seconds) => Format.Figure(FigureUnit.Seconds, seconds);

    private static string Share(NodeSummary node, TrialSummary trial) =>
        trial.Nodes.Where(n => n.Tier == node.Tier).Sum(n => n.Opened ?? 0) is > 0 and var all && node.Opened is { } opened
            ? Format.Figure(FigureUnit.Percent, Math.Round(100.0 * opened / all, 1))
            : Unknown;
}

/// <summary>Nodes beside each other.</summary>
/// <param name="Columns">After the node's own.</param>
/// <param name="Rows">A node's id, and a cell for each column.</param>
public sealed record NodeTable(IReadOnlyList<NodeColumn> Columns, IReadOnlyList<(string Node, IReadOnlyList<string> Cells)> Rows);

/// <summary>A column of a <see cref="NodeTable"/>.</summary>
/// <param name="Head">What stands in it.</param>
/// <param name="Rank">Where there is little room, the lowest is left out first.</param>
public sealed record NodeColumn(string Head, int Rank)
{
    /// <summary>Whether it has figures, which end below each other.</summary>
    public bool IsFigure { get; init; } = true;
}
