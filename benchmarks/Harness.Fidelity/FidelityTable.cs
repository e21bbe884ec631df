using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Fidelity;

/// <summary>The measured part of docs/fidelity.md.</summary>
internal static partial class FidelityTable
{
    internal static string Write(IReadOnlyList<ToolResult> tools)
    {
        var text = new StringBuilder();
        var newest = tools.MaxBy(t => t.MeasuredAt)!;
        var versions = tools.Select(t => $"{t.Tool} {VersionPattern().Match(t.Environment.Tools.GetValueOrDefault(t.Tool, "")).Value}");
        text.Append($"Measured {newest.MeasuredAt:yyyy-MM-dd} on Linux {newest.Environment.Kernel}, {newest.Environment.OperatingSystem}, ")
            .Append($"{newest.Environment.Cores} processors, {newest.Environment.Runtime}: {string.Join(", ", versions)}.\n\n");
        text.Append("| tool | cells that are no race | races | request bytes |\n| --- | --- | --- | --- |\n");
        foreach (var tool in tools)
        {
            var request = tool.RealRequest == tool.BuiltInRequest ? "the same" : "**differ**";
            text.Append($"| {tool.Tool} | {Agreed(tool, isRace: false)} | {Agreed(tool, isRace: true)} | {request} |\n");
        }

        foreach (var tool in tools)
        {
            text.Append($"\n### {tool.Tool}\n\n");
            AddCells(text, tool.Pairs);
            AddRequests(text, tool);
        }

        return text.ToString();
    }

    private static string Agreed(ToolResult tool, bool isRace)
    {
        var cells = tool.Pairs.Where(p => p.IsRace == isRace).ToList();
        return $"{cells.Count(p => p.Agrees)} of {cells.Count} agree";
    }

    private static void AddCells(StringBuilder text, IReadOnlyList<Pair> pairs)
    {
        var closes = pairs.OrderBy(p => p.Cell.ClosesAtOnce).Select(p => p.Cell.Close).Distinct(StringComparer.Ordinal).ToList();
        var heads = closes.Select(c => c.Trim('{', '}', ' ').Replace('_', ' '));
        text.Append($"| Content-Length | body | Connection | {string.Join(" | ", heads)} |\n");
        text.Append($"| --- | --: | --- | {string.Join(" | ", closes.Select(_ => "---"))} |\n");
        // Which row was measured first depends on the names of the scenarios: here the long body comes last with each tool.
        foreach (var row in pairs.GroupBy(p => (p.Cell.Length, p.Cell.Body, p.Cell.Connection)).OrderBy(r => r.Key.Body.Length))
        {
            var cells = closes.Select(c => row.FirstOrDefault(p => p.Cell.Close == c) is { } pair ? Words(pair) : "");
            text.Append($"| {row.Key.Length} | {row.Key.Body} | {row.Key.Connection} | {string.Join(" | ", cells)} |\n");
        }
    }

    private static string Words(Pair pair)
    {
        var (real, builtIn) = (Words(pair.Real), Words(pair.BuiltIn));
        return real == builtIn || (pair.Agrees && !pair.IsRace) ? real
            : pair.Agrees ? $"real {real}<br>built-in {builtIn}"
            : $"**real {real}<br>built-in {builtIn}**";
    }

    private static string Words(IReadOnlyList<Observation> runs)
    {
        var shares = runs[0].Shares.Keys
            .Select(who => (Who: who, Range: Pair.Range(runs, o => o.Shares[who])))
            .Where(s => s.Range.Most >= 0.005)
            .OrderByDescending(s => s.Range.Most)
            .ToList();
        var first = shares is [{ Range.Least: >= 0.995 } only]
            ? only.Who
            : string.Join(", ", shares.Select(s => $"{s.Who} {Percent(s.Range)}"));
        var connections = Pair.Range(runs, o => o.ConnectionsPerRequest).Most is > 1.05 and var perRequest
            ? $", {perRequest:0.#} connections"
            : "";
        var outcomes = runs.Select(o => o.Outcome).Distinct(StringComparer.Ordinal).ToList();
        return $"{first}{connections}{(outcomes is [Outcomes.Success] ? "" : $", {string.Join(" or ", outcomes)}")}";
    }

    private static string Percent((double Least, double Most) share)
    {
        var (least, most) = ($"{100 * share.Least:0}", $"{100 * share.Most:0}");
        return least == most ? $"{most} %" : $"{least}-{most} %";
    }

    private static void AddRequests(StringBuilder text, ToolResult tool)
    {
        if (tool.RealRequest == tool.BuiltInRequest)
        {
            text.Append($"\nBoth send these {tool.RealRequest.Length} bytes:\n\n```\n{Escaped(tool.RealRequest)}\n```\n");
        }
        else
        {
            text.Append("\nThe real one sends, then the built-in one:\n\n```\n")
                .Append($"{Escaped(tool.RealRequest)}\n{Escaped(tool.BuiltInRequest)}\n```\n");
        }
    }

    private static string Escaped(string request) => request
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("\r", @"\r", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);

    [GeneratedRegex(@"\d+(\.\d+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();
}
