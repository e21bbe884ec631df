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
        console.MarkupLine($"[bold]{MarkupText.Of(probe.Url)}[/]");
        foreach (var sentence in probe.Verdict)
        {
            console.MarkupLine($"  {MarkupText.Of(sentence)}");
        }

        Clients(probe).Write(console);
    }

    private static FittedTable Clients(ServerProbe probe)
    {
        var columns = Columns(probe);
        var table = new FittedTable("as client");
        foreach (var (index, (name, _)) in columns.Index())
        {
            table.Add(name, rank: -index);
        }

        foreach (var client in probe.Clients)
        {
            table.AddRow(client.Client, [.. columns.Select(c => MarkupText.Of(c.Cell(client)))]);
        }

        return table;
    }

    // Those of the sides, less the ones on both, and what follows are together the connections.
    private static List<(string Name, Func<ProfileProbe, string> Cell)> Columns(ServerProbe probe)
    {
        List<(string Name, Func<ProfileProbe, string> Cell)> columns =
        [
            ("connections", c => Format.Count(c.Connections)),
            ("server TIME_WAIT", c => c.ServerTimeWait is { } count ? Format.Count(count) : "not visible"),
            ("client TIME_WAIT", c => Format.Count(c.ClientTimeWait)),
        ];
        if (probe.Clients.Any(c => c.Both > 0))
        {
            columns.Add(("of these both", c => Format.Count(c.Both)));
        }

        columns.Add(("reset", c => Format.Count(c.Reset)));
        if (probe.Clients.Any(c => c.Open > 0))
        {
            columns.Add(("open", c => Format.Count(c.Open)));
        }

        columns.Add(("failed", c => c.Errors.Count == 0 ? "0" : string.Join(", ", c.Errors.Select(e => $"{e.Key} {e.Value}"))));
        return columns;
    }
}
