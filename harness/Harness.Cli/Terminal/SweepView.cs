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
            Regimes(curves).Write(console);
            console.MarkupLine("  [dim]who closed first; one name means at least 95 % of the connections[/]");
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

    // The longer list down, so that as much as can be fits beside each other on a narrow terminal.
    private static FittedTable Regimes(IReadOnlyList<ShareCurve> curves)
    {
        var delays = curves.SelectMany(c => c.Points).Select(p => p.Delay).Distinct().Order().ToList();
        var table = new FittedTable(curves[0].Key);
        if (delays.Count > curves.Count)
        {
            curves.ToList().ForEach(c => table.Add(SweepText.Name(c.Parameters), isRight: false));
            delays.ForEach(d => table.AddRow(Shown(d), [.. curves.Select(c => Regime(c, d))]));
        }
        else
        {
            delays.ForEach(d => table.Add(Shown(d), isRight: false));
            curves.ToList().ForEach(c => table.AddRow(SweepText.Name(c.Parameters), [.. delays.Select(d => Regime(c, d))]));
        }

        return table;
    }

    private static string Shown(TimeSpan delay) => Format.Duration(delay.TotalMicroseconds);

    private static string Regime(ShareCurve curve, TimeSpan delay) =>
        curve.Points.FirstOrDefault(p => p.Delay == delay) is { } point ? SweepText.Regime(point.Closed) : "";

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
