using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What the trials of a run say together, on stdout.</summary>
internal static class SweepView
{
    /// <summary>Nothing for a run without a curve, a prediction or a search.</summary>
    public static void Print(IAnsiConsole console, RunSummary summary)
    {
        if (DelayGrid.Of(ShareCurve.Of(summary.Trials)) is { } grid)
        {
            Regimes(grid).Write(console);
            console.MarkupLine($"  [dim]{DelayGrid.Explanation}[/]");
        }

        foreach (var prediction in summary.Predictions)
        {
            console.MarkupLine($"  [bold]prediction[/]  {MarkupText.Of(SweepText.Prediction(prediction))}");
        }

        if (summary.Threshold is { } threshold)
        {
            Probes(threshold).Write(console);
            console.MarkupLine($"  [bold]threshold[/]  {MarkupText.Of(SweepText.Threshold(threshold))}");
        }
    }

    private static FittedTable Regimes(DelayGrid grid)
    {
        var table = new FittedTable(grid.Key);
        foreach (var column in grid.Columns)
        {
            table.Add(column, isRight: false);
        }

        foreach (var row in grid.Rows)
        {
            table.AddRow(row.Name, [.. row.Cells.Select(c => c is null ? "" : SweepText.Regime(c))]);
        }

        return table;
    }

    private static FittedTable Probes(ThresholdSummary threshold)
    {
        var table = new FittedTable("delay tried").Add("connections").Add("counted").Add("share").Add("", rank: 1, isRight: false);
        foreach (var p in threshold.Probes)
        {
            table.AddRow(
                Format.Duration(p.DelayUs),
                Format.Count(p.Connections),
                Format.Count(p.Hits),
                SweepText.Share(p),
                MarkupText.Of(SweepText.Verdict(p.Verdict)));
        }

        return table;
    }
}
