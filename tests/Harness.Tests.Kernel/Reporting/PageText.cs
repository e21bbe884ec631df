using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Tests.Kernel.Reporting;

/// <summary>A report's page, read as a person reads it: by the words that stand beside a number.</summary>
internal sealed class PageText(string html)
{
    private readonly JsonObject charts = PackedCharts.Of(html);

    /// <summary>Rows of the table of both sides, and the keys of summary.json that they show.</summary>
    public static IReadOnlyList<(string Row, string Key)> RowsOfSides { get; } =
    [
        ("TIME_WAITs entered", "time_wait.entered"),
        ("TIME_WAIT peak", "time_wait.peak"),
        ("TIME_WAIT at the end", "time_wait.final"),
        ("TIME_WAITs refused because of tcp_max_tw_buckets", "time_wait.overflow"),
        ("ESTABLISHED peak", "established.peak"),
        ("CLOSE_WAIT peak", "close_wait.peak"),
        ("FIN_WAIT2 peak", "fin_wait2.peak"),
    ];

    /// <summary>Names in the bar of who closed first, and their keys in <c>closed_first</c>.</summary>
    public static IReadOnlyList<(string Key, string Name)> NamesOfClasses { get; } =
        [("server", "server first"), ("client", "client first"), ("both", "both at once"), ("reset", "reset"), ("unknown", "unknown")];

    /// <summary>The part about one trial.</summary>
    public Section OfTrial(int number) => new(html
        .Split("<section class=\"trial\" ")
        .Single(part => part.StartsWith($"data-trial=\"{number}\"", StringComparison.Ordinal))
        .Split("<script")[0]);

    /// <summary>The points of one line of a trial's chart of TIME_WAITs.</summary>
    public IReadOnlyList<long> TimeWaits(int number, int trials, string line)
    {
        var chart = charts[trials == 1 ? "time_wait" : $"trial-{number:00}-time_wait"]!;
        var series = chart["series"]!.AsArray().Single(s => (string?)s!["name"] == line)!;
        return [.. series["data"]!.AsArray().Select(p => (long)p![1]!)];
    }

    /// <summary>What stands there of one trial.</summary>
    internal sealed class Section(string html)
    {
        /// <summary>The large figure above these words.</summary>
        public string? Tile(string words) => Find($"<b>([^<]*)</b><span>{Regex.Escape(words)}</span>");

        /// <summary>The number beside a name in the bar of who closed first.</summary>
        public string? Legend(string name) => Find($"</i>{Regex.Escape(name)} <b>([^<]*)</b>");

        /// <summary>A cell of the row with this heading, counted from 0.</summary>
        public string? Cell(string row, int column)
        {
            var heading = $"<th scope=\"row\">(?:<code>)?{Regex.Escape(WebUtility.HtmlEncode(row))}(?:</code>)?</th>";
            return Find($"{heading}(?:<td[^>]*>[^<]*</td>){{{column}}}<td[^>]*>([^<]*)</td>");
        }

        private string? Find(string pattern) =>
            Regex.Match(html, pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10)) is { Success: true } match
            && match.Groups[1].Value is var said and not ("not measured" or "–") ? said : null;
    }
}
