using Harness.Analysis.Probing;
using Harness.Analysis.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What a probe found out about a client, on stdout: a table, then the verdict in words.</summary>
internal static class ClientProbeView
{
    public static void Print(IAnsiConsole console, ClientProbe probe, string? brokeOff, string report)
    {
        console.WriteLine();
        console.MarkupLine(
            $"[bold]{MarkupText.Of(string.Join(' ', probe.Command))}[/]  {probe.Times} runs per form; "
            + $"the server waits {Format.Duration(probe.ServerWaitsMs * 1000)} for it to close");
        if (brokeOff is not null)
        {
            console.MarkupLine($"  [yellow]{MarkupText.OfLines(brokeOff)}; what was measured is kept[/]");
        }

        console.Write(new Padder(Forms(probe), new Padding(2, 0, 0, 0)));
        foreach (var sentence in probe.Verdict)
        {
            console.MarkupLine($"  {MarkupText.Of(sentence)}");
        }

        console.MarkupLine($"  report  {MarkupText.Of(report)}");
    }

    // A grid, for a table keeps room for lines between its columns, which are too many for that on a narrow terminal.
    private static Grid Forms(ClientProbe probe)
    {
        var columns = Columns(probe);
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        foreach (var (name, _) in columns)
        {
            // Heads of two words take two lines, so that no word is cut.
            grid.AddColumn(new GridColumn { Alignment = Justify.Right, NoWrap = !name.Contains(' '), Padding = new Padding(0, 0, 1, 0) });
        }

        grid.AddRow(["Content-Length", .. columns.Select(c => c.Name)]);
        foreach (var form in probe.Forms)
        {
            grid.AddRow([MarkupText.Of(form.Form), .. columns.Select(c => MarkupText.Of(c.Cell(form)))]);
        }

        return grid;
    }

    private static List<(string Name, Func<FormProbe, string> Cell)> Columns(ClientProbe probe)
    {
        List<(string Name, Func<FormProbe, string> Cell)> columns =
        [
            ("opened", form => Format.Count(form.Connections)),
            ("per run", form => Format.Number(form.ConnectionsPerRun)),
            ("client first", form => Format.Count(form.ClosedFirst.Client)),
            ("server first", form => Format.Count(form.ClosedFirst.Server)),
            ("both", form => Format.Count(form.ClosedFirst.Both)),
            ("reset", form => Format.Count(form.ClosedFirst.Reset)),
            ("think p50", form => Time(form.ThinkTimeUs?.P50)),
            ("p99", form => Time(form.ThinkTimeUs?.P99)),
            ("exit codes", form => string.Join(", ", form.ExitCodes.Select(e => e.Key))),
        ];
        if (probe.Forms.Any(form => form.ClosedFirst.Unknown > 0))
        {
            columns.Insert(6, ("unknown", form => Format.Count(form.ClosedFirst.Unknown)));
        }

        return columns;
    }

    private static string Time(double? microseconds) => microseconds is { } time ? Format.Duration(time) : "-";
}
