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
          ./run.sh report results/20261120T120000Z-server-closes-first --svg --png
          ./run.sh report results/latest --png --dark --scale 4
          ./run.sh report results/latest --svg --all
        """;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A result folder" };
        var svg = new Option<bool>("--svg") { Description = "Also writes each chart and sequence diagram as an SVG file, into charts/" };
        var png = new Option<bool>("--png") { Description = "Also writes each chart and sequence diagram as a PNG file, into charts/" };

        var dark = new Option<bool>("--dark") { Description = "Draws those files in dark colours" };
        var scale = new Option<int?>("--scale")
        {
            HelpName = "N",
            Description = $"Pixels of a PNG file for each of the SVG file, 1 to {PlotStyle.MostScale}; print needs some 4 "
                + $"(default: {PlotStyle.UsualScale})",
        };

        var all = new Option<bool>("--all")
        {
            Description = "Draws files of every trial (default: of all together, and of the first trial or those that missed something)",
        };

        // From when there were two: scripts may still name one.
        var plotter = new Option<string?>("--plotter") { HelpName = "WORD", Hidden = true };
        plotter.AcceptOnlyFromAmong("scottplot", "echarts");
        var command = new Command("report", "Draws the report of a result folder again, even if the run was interrupted.")
        {
            folder, svg, png, all, dark, scale, plotter,
        };
        command.SetAction(parsed =>
        {
            var formats = new[] { (parsed.GetValue(svg), PlotFormat.Svg), (parsed.GetValue(png), PlotFormat.Png) }
                .Where(f => f.Item1)
                .Select(f => f.Item2)
                .ToList();
            CheckPlotter(parsed.GetValue(plotter), formats);
            if (parsed.GetValue(all) && formats.Count == 0)
            {
                throw new UsageException("--all: say what it is to draw, with --svg or --png; the page has every trial");
            }

            var style = StyleOf(parsed.GetValue(dark), parsed.GetValue(scale), formats);
            return (int)Draw(Home.Find(parsed.GetValue(folder)!), formats, style, parsed.GetValue(all));
        });
        return command;
    }

    private static void CheckPlotter(string? plotter, List<PlotFormat> formats)
    {
        if (plotter == "echarts")
        {
            throw new UsageException("--plotter echarts: chart files are drawn by ScottPlot now; leave --plotter out");
        }

        if (plotter is not null && formats.Count == 0)
        {
            throw new UsageException($"--plotter {plotter}: say what it is to draw, with --svg or --png");
        }
    }

    private static PlotStyle StyleOf(bool isDark, int? scale, List<PlotFormat> formats)
    {
        if (isDark && formats.Count == 0)
        {
            throw new UsageException("--dark: say what it is to draw, with --svg or --png; the page has both themes");
        }

        if (scale is not null && !formats.Contains(PlotFormat.Png))
        {
            throw new UsageException($"--scale {scale}: it is for --png; an SVG file is sharp at any size");
        }

        var style = new PlotStyle(isDark);
        return scale switch
        {
            null => style,
            >= 1 and <= PlotStyle.MostScale => style with { Scale = scale.Value },
            _ => throw new UsageException($"--scale must be 1 to {PlotStyle.MostScale}, is {scale}"),
        };
    }

    private static ExitCode Draw(string folder, List<PlotFormat> formats, PlotStyle style, bool ofAll)
    {
        using var opened = Existing(folder);
        Console.WriteLine(Home.Shown(Report.Write(opened)));
        foreach (var format in formats)
        {
            var files = Report.WriteCharts(opened, format, style, ofAll);
            files.Paths.ToList().ForEach(path => Console.WriteLine(Home.Shown(path)));
            if (files.LeftOut > 0)
            {
                var kind = format.ToString().ToUpperInvariant();
                Console.Error.WriteLine($"{files.LeftOut} {kind} files of other trials left out; --all draws them");
            }
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
