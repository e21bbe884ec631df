using Harness.Model.Results;
using Harness.Reporting.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What the trials of a run say together, on stdout.</summary>
internal static class SweepView
{
    /// <summary>Nothing for a run without a prediction and without a search.</summary>
    public static void Print(RunSummary summary)
    {
        foreach (var prediction in summary.Predictions)
        {
            Output.Console.MarkupLine($"  [bold]prediction[/]  {Markup.Escape(SweepWords.Prediction(prediction))}");
        }

        if (summary.Threshold is { } threshold)
        {
            Output.Console.Write(new Padder(Probes(threshold), new Padding(2, 0, 0, 0)));
            Output.Console.MarkupLine($"  [bold]threshold[/]  {Markup.Escape(SweepWords.Threshold(threshold))}");
        }
    }

    private static Table Probes(ThresholdSummary threshold)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var name in new[] { "delay tried", "connections", "counted", "share" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        table.AddColumn("");
        foreach (var p in threshold.Probes)
        {
            table.AddRow(Format.Duration(p.DelayUs), Format.Count(p.Connections), Format.Count(p.Hits), SweepWords.Percent((double)p.Hits / p.Connections), SweepWords.Verdict(p.Verdict));
        }

        return table;
    }
}
