using System.Text;
using Harness.Protocol.Contracts;
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
    public static string Write(IOutputFolder folder)
    {
        if (ComparisonFolder.Is(folder.Path))
        {
            return ComparisonFolder.Redraw(folder);
        }

        folder.Write(ResultFiles.Report, Encoding.UTF8.GetBytes(ReportPage.Render(RunReader.Load(folder.Path))));
        return Path.Combine(folder.Path, ResultFiles.Report);
    }

    /// <summary>Writes each chart as a file into charts/ of <paramref name="folder"/>; of a comparison, the one that it has.</summary>
    /// <returns>Their paths, in the report's order.</returns>
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> WriteCharts(IOutputFolder folder, PlotFormat format)
    {
        var charts = ComparisonFolder.Is(folder.Path)
            ? [ComparisonChart.Build(ComparisonFolder.Read(folder.Path))]
            : RunCharts.Of(folder.Path);
        using var target = folder.OpenFolder(ResultFiles.Charts);
        var paths = new List<string>();
        foreach (var chart in charts)
        {
            var name = $"{chart.Id}.{format.ToString().ToLowerInvariant()}";
            target.Write(name, Plotter.Draw(chart, format));
            paths.Add(Path.Combine(target.Path, name));
        }

        return paths;
    }
}
