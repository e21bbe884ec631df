using System.Text;
using Harness.Model;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;

namespace Harness.Reporting;

/// <summary>Draws what a result folder holds.</summary>
public static class Report
{
    /// <summary>
    /// Writes report.html, one file that needs no other, into <paramref name="folder"/>; also for a run that was interrupted or killed, and
    /// for a comparison.
    /// </summary>
    /// <returns>Its path.</returns>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static string Write(string folder, IWholeFile files)
    {
        if (ComparisonFolder.Is(folder))
        {
            return ComparisonFolder.Redraw(folder, files);
        }

        var path = Path.Combine(folder, ResultFiles.Report);
        files.Write(path, Encoding.UTF8.GetBytes(ReportPage.Render(RunRecord.Load(folder))));
        return path;
    }

    /// <summary>Writes each chart as a file into charts/ of <paramref name="folder"/>; of a comparison, the one that it has.</summary>
    /// <returns>Their paths, in the report's order.</returns>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> WriteCharts(string folder, IWholeFile files, PlotFormat format)
    {
        var charts = ComparisonFolder.Is(folder) ? [ComparisonChart.Build(ComparisonFolder.Read(folder))] : RunCharts.Of(folder);
        var target = Directory.CreateDirectory(Path.Combine(folder, ResultFiles.Charts)).FullName;
        var paths = new List<string>();
        foreach (var chart in charts)
        {
            paths.Add(Path.Combine(target, $"{chart.Id}.{format.ToString().ToLowerInvariant()}"));
            files.Write(paths[^1], Plotter.Draw(chart, format));
        }

        return paths;
    }
}
