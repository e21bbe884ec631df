using System.Text;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Sequences;
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
    /// Writes charts and sequence diagrams as files into charts/ of <paramref name="folder"/>: those of a comparison, or of a run as a
    /// whole and of its first trial or, where some missed an expectation or were not complete, of these.
    /// </summary>
    /// <param name="folder">Of a run or a comparison.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="style">How they look.</param>
    /// <param name="ofAll">Also those of all other trials.</param>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static ChartFiles WriteCharts(IOutputFolder folder, PlotFormat format, PlotStyle style, bool ofAll = false)
    {
        var (drawn, leftOut) = ComparisonFolder.Is(folder.Path)
            ? (ComparisonChart.All(ComparisonFolder.Read(folder.Path)).Select(c => Drawn(c.Id, c, format, style)), 0)
            : Drawn(RunReader.Load(folder.Path), format, style, ofAll);
        using var target = folder.OpenFolder(ResultFiles.Charts);
        var paths = new List<string>();
        foreach (var (id, file) in drawn)
        {
            var name = $"{id}.{format.ToString().ToLowerInvariant()}";
            target.Write(name, file());
            paths.Add(Path.Combine(target.Path, name));
        }

        return new(paths, leftOut);
    }

    private static void WriteTrials(IOutputFolder folder, RunRecord run)
    {
        IReadOnlyList<TrialSummary> trials = run.Summary?.Trials ?? [];
        using var text = new CsvText<MeasuredTrial>(TrialColumns.Of(trials));
        text.Add(trials.Select(t => MeasuredTrial.Of(run, t)));
        folder.Write(ResultFiles.Trials, text.Take());
    }

    private static (string Name, Func<byte[]> File) Drawn(string name, Chart chart, PlotFormat format, PlotStyle style) =>
        (name, () => Plotter.Draw(chart, format, style));

    private static (IEnumerable<(string Name, Func<byte[]> File)> Drawn, int LeftOut) Drawn(
        RunRecord run, PlotFormat format, PlotStyle style, bool ofAll)
    {
        var trials = TrialRecord.Of(run);
        IReadOnlyList<TrialRecord> chosen = ofAll ? trials : Chosen(trials);
        var charts = RunCharts.Overview(trials, run.Summary).Select(c => Drawn(c.Id, c, format, style))
            .Concat(chosen.SelectMany(t => RunCharts.Of(t).Select(c => Drawn(t.FileName(c.Id), c, format, style))))
            .Concat(chosen.SelectMany(t => t.Sequences.Select(s => Drawn(t, s, format, style))));
        return (charts, trials.Except(chosen).Sum(t => RunCharts.Of(t).Count() + t.Sequences.Count));
    }

    private static (string Name, Func<byte[]> File) Drawn(TrialRecord trial, Sequence sequence, PlotFormat format, PlotStyle style) =>
        (trial.FileName(trial.ChartId($"sequence-{sequence.Number}")), () => format == PlotFormat.Svg
            ? DiagramSvg.File(Diagram.Of(sequence), style)
            : new DiagramPicture(style).File(Diagram.Of(sequence)));

    private static List<TrialRecord> Chosen(IReadOnlyList<TrialRecord> trials)
    {
        List<TrialRecord> missed = [.. trials.Where(t => !t.Summary.Complete || t.Summary.Expectations.Any(e => !e.Passed))];
        return missed.Count > 0 ? missed : [.. trials.Take(1)];
    }
}
