using Harness.Analysis.Probing;
using Harness.Analysis.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What a probe found out about a client, on stdout: a table, then the verdict in words.</summary>
internal static class ClientProbeView
{
    public static void Print(ClientProbe probe, string? brokeOff, string report)
    {
        var console = Output.Console;
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(string.Join(' ', probe.Command))}[/]  {probe.Times} runs per form; the server waits {Format.Duration(probe.ServerWaitsMs * 1000)} for it to close");
        if (brokeOff is not null)
        {
            console.MarkupLine($"  [yellow]{Markup.Escape(brokeOff)}; what was measured is kept[/]");
        }

        console.Write(new Padder(Forms(probe), new Padding(2, 0, 0, 0)));
        foreach (var sentence in probe.Verdict)
        {
            console.MarkupLine($"  {Markup.Escape(sentence)}");
        }

        console.MarkupLine($"  report  {Markup.Escape(report)}");
    }

    private static Table Forms(ClientProbe probe)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn("Content-Length");
        foreach (var name in new[] { "connections", "per run", "client first", "server first", "both", "reset", "unknown", "think p50", "p99", "exit codes" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var form in probe.Forms)
        {
            table.AddRow(
                form.Form,
                Format.Count(form.Connections),
                Format.Number(form.ConnectionsPerRun),
                Format.Count(form.ClosedFirst.Client),
                Format.Count(form.ClosedFirst.Server),
                Format.Count(form.ClosedFirst.Both),
                Format.Count(form.ClosedFirst.Reset),
                Format.Count(form.ClosedFirst.Unknown),
                Time(form.ThinkTimeUs?.P50),
                Time(form.ThinkTimeUs?.P99),
                string.Join(", ", form.ExitCodes.Select(e => e.Key)));
        }

        return table;
    }

    private static string Time(double? microseconds) => microseconds is { } time ? Format.Duration(time) : "-";
}
