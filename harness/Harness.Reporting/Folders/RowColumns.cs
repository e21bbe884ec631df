using System.Globalization;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Protocol.Counting;

namespace Harness.Reporting.Folders;

/// <summary>The columns of the CSV files, in their order.</summary>
internal static class RowColumns
{
    /// <summary>The columns of samples.csv.</summary>
    public static IReadOnlyList<Column<SampleRow>> Samples { get; } =
        [.. SampleColumns.All.Select(c => new Column<SampleRow>(c.Name, c.Text))];

    /// <summary>The columns of connections.csv.</summary>
    public static IReadOnlyList<Column<TrialConnectionRow>> Connections { get; } =
    [
        new("trial", r => Whole(r.Trial)),
        new("due_s", r => Number(r.Connection.DueSeconds, "0.######")),
        new("behind_us", r => Number(r.Connection.BehindMicroseconds, "0.#")),
        new("connect_us", r => Number(r.Connection.ConnectMicroseconds, "0.#")),
        new("total_us", r => Number(r.Connection.TotalMicroseconds, "0.#")),
        new("local_port", r => r.Connection.LocalPort == 0 ? "" : Whole(r.Connection.LocalPort)),
        new("server_port", r => Whole(r.Connection.ServerPort)),
        new("requests", r => Whole(r.Connection.Requests)),
        new("bytes", r => Whole(r.Connection.Bytes)),
        new("closed_first", r => r.Connection.ClosedFirst),
        new("outcome", r => r.Connection.Outcome),
        new("node", r => r.Node.Name),
    ];

    /// <summary>The columns of witness.csv.</summary>
    public static IReadOnlyList<Column<WitnessRow>> Witness { get; } =
    [
        new("trial", r => Whole(r.Trial)),
        new("client", r => $"{r.Connection.Wire.Client}"),
        new("server", r => $"{r.Connection.Wire.Server}"),
        new("client_fin_us", r => Number(r.Connection.Since(r.Connection.Wire.ClientEnd.FinAt), "0.###")),
        new("server_fin_us", r => Number(r.Connection.Since(r.Connection.Wire.ServerEnd.FinAt), "0.###")),
        new("client_rst_us", r => Number(r.Connection.Since(r.Connection.Wire.ClientEnd.ResetAt), "0.###")),
        new("server_rst_us", r => Number(r.Connection.Since(r.Connection.Wire.ServerEnd.ResetAt), "0.###")),
        new("closed_first", r => r.Connection.Wire.Ending),
        new("closed_first_by_program", r => r.Connection.Program ?? ""),
    ];

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A row of connections.csv.</summary>
/// <param name="Trial">The trial's number, from 1.</param>
/// <param name="Node">The node of its client.</param>
/// <param name="Connection">What its client saw.</param>
internal sealed record TrialConnectionRow(int Trial, NodeId Node, ConnectionRow Connection);

/// <summary>A row of witness.csv.</summary>
/// <param name="Trial">The trial's number, from 1.</param>
/// <param name="Connection">What the captures have of it.</param>
internal sealed record WitnessRow(int Trial, WitnessedConnection Connection);
