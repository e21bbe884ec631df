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
        if (ShareCurve.Of(summary.Trials) is { Count: > 0 } curves)
        {
            console.Write(new Padder(Regimes(curves), new Padding(2, 0, 0, 0)));
            console.MarkupLine("  [dim]who closed first; a side alone where it did in at least 95 %[/]");
        }

        foreach (var prediction in summary.Predictions)
        {
            console.MarkupLine($"  [bold]prediction[/]  {MarkupText.Of(SweepText.Prediction(prediction))}");
        }

        if (summary.Threshold is { } threshold)
        {
            console.Write(new Padder(Probes(threshold), new Padding(2, 0, 0, 0)));
            console.MarkupLine($"  [bold]threshold[/]  {MarkupText.Of(SweepText.Threshold(threshold))}");
        }
    }

    // The longer list down, so that as much as can be fits beside each other on a narrow terminal.
    private static Table Regimes(IReadOnlyList<ShareCurve> curves)
    {
        var delays = curves.SelectMany(c => c.Points).Select(p => p.Delay).Distinct().Order().ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn(MarkupText.Of(curves[0].Key));
        if (delays.Count > curves.Count)
        {
            table.AddColumns([.. curves.Select(Name)]);
            foreach (var delay in delays)
            {
                table.AddRow([Format.Duration(delay.TotalMicroseconds), .. curves.Select(c => Regime(c, delay))]);
            }
        }
        else
        {
            table.AddColumns([.. delays.Select(d => Format.Duration(d.TotalMicroseconds))]);
            foreach (var curve in curves)
            {
                table.AddRow([Name(curve), .. delays.Select(d => Regime(curve, d))]);
            }
        }

        return table;
    }

    private static string Name(ShareCurve curve) => MarkupText.Of(SweepText.Name(curve.Parameters));

    private static string Regime(ShareCurve curve, TimeSpan delay) =>
        curve.Points.FirstOrDefault(p => p.Delay == delay) is { } point ? SweepText.Regime(point.Closed) : "";

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
            var share = SweepText.Share(p);
            table.AddRow(
                Format.Duration(p.DelayUs), Format.Count(p.Connections), Format.Count(p.Hits), share, SweepText.Verdict(p.Verdict));
        }

        return table;
    }
}
