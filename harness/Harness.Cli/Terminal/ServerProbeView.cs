using Harness.Analysis.Words;
using Harness.Protocol.Probing;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What a probe found out about a server, on stdout: the verdict in words, then a row per built-in client.</summary>
internal static class ServerProbeView
{
    public static void Print(IAnsiConsole console, ServerProbe probe)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(probe.Url)}[/]");
        foreach (var sentence in probe.Verdict)
        {
            console.MarkupLine($"  {Markup.Escape(sentence)}");
        }

        console.Write(new Padder(Clients(probe), new Padding(2, 0, 0, 0)));
    }

    private static Table Clients(ServerProbe probe)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn("as client");
        foreach (var name in new[] { "connections", "server TIME_WAIT", "client TIME_WAIT", "reset", "failed" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var client in probe.Clients)
        {
            table.AddRow(
                client.Client,
                Format.Count(client.Connections),
                client.ServerTimeWait is { } count ? Format.Count(count) : "not visible",
                Format.Count(client.ClientTimeWait),
                Format.Count(client.Reset),
                client.Errors.Count == 0 ? "0" : string.Join(", ", client.Errors.Select(e => $"{e.Key} {e.Value}")));
        }

        return table;
    }
}
