using System.CommandLine;
using Harness.Linux;
using Harness.Reporting;
using Harness.Reporting.Charts.ECharts;
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
        """;

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A result folder" };
        var svg = new Option<bool>("--svg") { Description = "Also writes each chart as an SVG file, into charts/" };
        var command = new Command("report", "Draws the report of a result folder again, also of a run that was interrupted.")
        {
            folder, svg,
        };
        command.SetAction(parsed =>
        {
            var files = new WholeFile();
            Console.WriteLine(Home.Shown(Report.Write(parsed.GetValue(folder)!, files)));
            if (parsed.GetValue(svg))
            {
                foreach (var path in Report.WriteCharts(parsed.GetValue(folder)!, files, new EChartsPlotter(), PlotFormat.Svg))
                {
                    Console.WriteLine(Home.Shown(path));
                }
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
