using System.Globalization;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Protocol;
using Harness.Protocol.Counting;

namespace Harness.Reporting.Folders;

/// <summary>The columns of the CSV files, in their order.</summary>
internal static class RowColumns
{
    /// <summary>Of samples.csv.</summary>
    public static IReadOnlyList<Column<SampleRow>> Samples { get; } =
        [.. SampleColumns.All.Select(c => new Column<SampleRow>(c.Name, c.Text))];

    /// <summary>Of connections.csv.</summary>
    public static IReadOnlyList<Column<TrialConnectionRow>> Connections { get; } =
    [
        new("trial", r => Whole(r.Trial)),
        new("due_s", r => Number(r.Connection.DueSeconds, "0.######")),
        new("behind_us", r => Number(r.Connection.BehindMicroseconds, "0.#")),
        new("connect_us", r => Number(r.Connection.ConnectMicroseconds, "0.#")),
        new("total_us", r => Number(r.Connection.TotalMicroseconds, "0.#")),
        new("local_port", r => Whole(r.Connection.LocalPort)),
        new("server_port", r => Whole(r.Connection.ServerPort)),
        new("requests", r => Whole(r.Connection.Requests)),
        new("bytes", r => Whole(r.Connection.Bytes)),
        new("closed_first", r => r.Connection.ClosedFirst),
        new("outcome", r => r.Connection.Outcome),
        new("node", r => r.Node.Name),
    ];

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A row of connections.csv.</summary>
/// <param name="Trial">The trial's number, from 1.</param>
/// <param name="Node">The node of its client.</param>
/// <param name="Connection">What its client saw.</param>
internal sealed record TrialConnectionRow(int Trial, NodeId Node, ConnectionRow Connection);
