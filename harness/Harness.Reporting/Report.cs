using System.Text;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Protocol.Contracts;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Diagrams;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;

namespace Harness.Reporting;

/// <summary>Draws what a result folder holds.</summary>
public static class Report
{
    /// <summary>
    /// Writes report.html, one file that needs no other, and trials.csv into <paramref name="folder"/>; also for a run that was interrupted
    /// or killed, and the page of a comparison.
    /// </summary>
    /// <returns>Its path.</returns>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static string Write(IOutputFolder folder)
    {
        if (ComparisonFolder.Is(folder.Path))
        {
            return ComparisonFolder.Redraw(folder);
        }

        var run = RunReader.Load(folder.Path);
        WriteTrials(folder, run);
        folder.Write(ResultFiles.Report, Encoding.UTF8.GetBytes(ReportPage.Render(run)));
        return Path.Combine(folder.Path, ResultFiles.Report);
    }

    /// <summary>Writes trials.csv alone: one row per trial with its swept values and its figures.</summary>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static void WriteTrials(IOutputFolder folder) => WriteTrials(folder, RunReader.Load(folder.Path));

    /// <summary>
    /// Writes each chart and each sequence diagram as a file into charts/ of <paramref name="folder"/>; of a comparison, the chart that it
    /// has.
    /// </summary>
    /// <param name="folder">Of a run or a comparison.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="style">How they look.</param>
    /// <returns>Their paths, in the report's order.</returns>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> WriteCharts(IOutputFolder folder, PlotFormat format, PlotStyle style)
    {
        var drawn = ComparisonFolder.Is(folder.Path)
            ? [Drawn(ComparisonChart.Build(ComparisonFolder.Read(folder.Path)), format, style)]
            : Drawn(RunReader.Load(folder.Path), format, style);
        using var target = folder.OpenFolder(ResultFiles.Charts);
        var paths = new List<string>();
        foreach (var (id, file) in drawn)
        {
            var name = $"{id}.{format.ToString().ToLowerInvariant()}";
            target.Write(name, file());
            paths.Add(Path.Combine(target.Path, name));
        }

        return paths;
    }

    private static void WriteTrials(IOutputFolder folder, RunRecord run)
    {
        IReadOnlyList<TrialSummary> trials = run.Summary?.Trials ?? [];
        using var text = new CsvText<MeasuredTrial>(TrialColumns.Of(trials));
        text.Add(trials.Select(t => MeasuredTrial.Of(run, t)));
        folder.Write(ResultFiles.Trials, text.Take());
    }

    private static (string Id, Func<byte[]> File) Drawn(Chart chart, PlotFormat format, PlotStyle style) =>
        (chart.Id, () => Plotter.Draw(chart, format, style));

    private static IEnumerable<(string Id, Func<byte[]> File)> Drawn(RunRecord run, PlotFormat format, PlotStyle style)
    {
        var trials = TrialRecord.Of(run);
        var diagrams = trials.SelectMany(t => t.Sequences.Select(s => (Id: t.ChartId($"sequence-{s.Number}"), Sequence: s)));
        return RunCharts.Of(trials, run.Summary).Select(c => Drawn(c, format, style))
            .Concat(diagrams.Select(d => (d.Id, (Func<byte[]>)(() => format == PlotFormat.Svg
                ? DiagramSvg.File(Diagram.Of(d.Sequence), style)
                : new DiagramPicture(style).File(Diagram.Of(d.Sequence))))));
    }
}
