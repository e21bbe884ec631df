using System.CommandLine;
using Harness.Linux.Files;
using Harness.Protocol.Contracts;
using Harness.Reporting;
using Harness.Reporting.Charts.Plotting;

namespace Harness.Cli.Commands;

/// <summary><c>harness report DIR</c></summary>
internal static class ReportCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh report results/20261120T120000Z-server-closes-first
          ./run.sh report results/20261120T120000Z-server-closes-first --svg
          ./run.sh --with-scottplot report results/20261120T120000Z-server-closes-first --png
        """;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A result folder" };
        var svg = new Option<bool>("--svg") { Description = "Also writes each chart as an SVG file, into charts/" };
        var png = new Option<bool>("--png") { Description = "Also writes each chart as a PNG file, into charts/; by ScottPlot, where it is built in" };
        var plotter = new Option<string?>("--plotter") { Description = "Who draws these files: echarts, or scottplot where it is built in (default: echarts what it can)", HelpName = "WORD" };
        plotter.AcceptOnlyFromAmong("echarts", "scottplot");
        var command = new Command("report", "Draws the report of a result folder again, also of a run that was interrupted.")
        {
            folder, svg, png, plotter,
        };
        command.SetAction(parsed =>
        {
            var formats = new[] { (parsed.GetValue(svg), PlotFormat.Svg), (parsed.GetValue(png), PlotFormat.Png) }.Where(f => f.Item1).Select(f => f.Item2);
            return (int)Draw(parsed.GetValue(folder)!, [.. formats], parsed.GetValue(plotter));
        });
        return command;
    }

    private static ExitCode Draw(string folder, IReadOnlyList<PlotFormat> formats, string? plotter)
    {
        if (plotter is not null && formats.Count == 0)
        {
            throw new UsageException($"--plotter {plotter}: say what it is to draw, with --svg or --png");
        }

        // Before anything is drawn: a plotter may not be there.
        var plotters = formats.Select(f => (Format: f, Plotter: OptionalParts.Plotter(plotter, f, OptionalParts.Plotters))).ToList();
        using var opened = Existing(folder);
        Console.WriteLine(Home.Shown(Report.Write(opened)));
        foreach (var path in plotters.SelectMany(p => Report.WriteCharts(opened, p.Plotter, p.Format)))
        {
            Console.WriteLine(Home.Shown(path));
        }

        return ExitCode.Success;
    }

    private static IOutputFolder Existing(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ResultFolderException($"{path}: there is no such folder. 'ls results' shows those of earlier runs.");
        }

        try
        {
            return new OutputFiles().Open(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ResultFolderException($"{path}: {e.Message} Run this as the user that made it.", e);
        }
    }
}
