using System.Globalization;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Reporting.Folders;

/// <summary>The columns of trials.csv: what tells the trials apart, then every figure of the catalogue by its key.</summary>
internal static class TrialColumns
{
    /// <summary>The columns for the trials of one run.</summary>
    public static IReadOnlyList<Column<MeasuredTrial>> Of(IReadOnlyList<TrialSummary> trials) =>
    [
        new("trial", t => t.Summary.Trial.ToString(CultureInfo.InvariantCulture)),
        new("complete", t => t.Summary.Complete ? "true" : "false"),
        new("passed", Passed),
        .. trials.SelectMany(t => t.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(key => new Column<MeasuredTrial>(key, t => t.Summary.Parameters.GetValueOrDefault(key, ""))),
        .. Figures.All.Select(f => new Column<MeasuredTrial>(f.Key, t => f.Measured(t)?.ToString(CultureInfo.InvariantCulture) ?? "")),
    ];

    // Empty where there was nothing to pass.
    private static string Passed(MeasuredTrial trial) => trial.Summary.Expectations is { Count: > 0 } all
        ? all.All(e => e.Passed) ? "true" : "false"
        : "";
}
