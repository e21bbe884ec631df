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
            $"[bold]{MarkupText.Of(string.Join(' ', probe.Command))}[/]  {Format.Counted(probe.Times, "run")} per form; "
            + $"the server waits {Format.Duration(probe.ServerWaitsMs * 1000)} for it to close");
        if (brokeOff is not null)
        {
            console.MarkupLine($"  [yellow]{MarkupText.OfLines(brokeOff)}; what was measured is kept[/]");
        }

        Forms(probe).Write(console);
        foreach (var sentence in probe.Verdict)
        {
            console.MarkupLine($"  {MarkupText.Of(sentence)}");
        }

        SummaryView.PrintReport(console, report);
    }

    private static FittedTable Forms(ClientProbe probe)
    {
        var columns = Columns(probe);
        var table = new FittedTable("Content-Length");
        foreach (var (index, (name, _)) in columns.Index())
        {
            table.Add(name, rank: -index);
        }

        foreach (var form in probe.Forms)
        {
            table.AddRow(form.Form, [.. columns.Select(c => MarkupText.Of(c.Cell(form)))]);
        }

        return table;
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
