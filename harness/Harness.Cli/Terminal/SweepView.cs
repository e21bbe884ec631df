using Harness.Model.Results;
using Harness.Reporting.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What the trials of a run say together, on stdout.</summary>
internal static class SweepView
{
    /// <summary>Nothing for a run without a curve, a prediction or a search.</summary>
    public static void Print(RunSummary summary)
    {
        if (ShareCurve.Of(summary.Trials) is { Count: > 0 } curves)
        {
            Output.Console.Write(new Padder(Regimes(curves), new Padding(2, 0, 0, 0)));
            Output.Console.MarkupLine("  [dim]who closed first; a side alone where it did in at least 95 %[/]");
        }

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

    private static Table Regimes(IReadOnlyList<ShareCurve> curves)
    {
        var delays = curves.SelectMany(c => c.Points).Select(p => p.Delay).Distinct().Order().ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(curves[0].Key));
        foreach (var delay in delays)
        {
            table.AddColumn(new TableColumn(Format.Duration(delay.TotalMicroseconds)));
        }

        foreach (var curve in curves)
        {
            var cells = delays.Select(d => curve.Points.FirstOrDefault(p => p.Delay == d) is { } point ? SweepWords.Regime(point.Closed) : "");
            table.AddRow([Markup.Escape(SweepWords.Name(curve.Parameters)), .. cells]);
        }

        return table;
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
