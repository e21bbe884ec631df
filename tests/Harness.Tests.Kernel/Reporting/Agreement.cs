using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Tests.Kernel.Reporting;

/// <summary>
/// Whether all outputs of a run say the same: summary.json, samples.csv, connections.csv, the page's sentence, bar, tiles, tables and
/// charts, and the terminal. They are read as text, with nothing of the code that wrote them.
/// </summary>
internal static class Agreement
{
    private static readonly string[] Sides = ["server", "client"];

    /// <summary>Each contradiction in a line.</summary>
    /// <param name="folder">The result folder.</param>
    /// <param name="output">What the program that ran it said on stdout; left out where that does not show every trial.</param>
    public static IReadOnlyList<string> Contradictions(string folder, string? output = null)
    {
        var trials = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")))!["trials"]!.AsArray();
        if (!File.Exists(Path.Combine(folder, "report.html")))
        {
            return [];
        }

        var page = new PageText(File.ReadAllText(Path.Combine(folder, "report.html")));
        var terminal = output is null ? null : new TerminalText(output, Path.GetFileName(folder));
        return
        [
            .. trials.Select(t => (Of: t!, Number: (int)t!["trial"]!)).SelectMany(t => (IEnumerable<Claim>)
            [
                .. OfPage(t.Of, page.OfTrial(t.Number)),
                .. OfSamples(t.Of, CsvText.OfTrial(folder, "samples.csv", t.Number), line => page.TimeWaits(t.Number, trials.Count, line)),
                .. OfRows(t.Of, CsvText.OfTrial(folder, "connections.csv", t.Number)),
                .. OfTerminal(t.Of, terminal?.OfTrial(t.Number)),
            ])
            .Where(c => c.Said != c.Truth)
            .Select(c => $"{Path.GetFileName(folder)}: {c.What} is {c.Said ?? "not there"}, not {c.Truth ?? "not there"}"),
        ];
    }

    private static IEnumerable<Claim> OfPage(JsonNode trial, PageText.Section page)
    {
        foreach (var (column, side) in Sides.Index())
        {
            yield return new($"tile of the {side}", Count(trial, $"{side}.time_wait.entered"), page.Tile($"{side}: TIME_WAITs entered"));
            foreach (var (row, key) in PageText.RowsOfSides)
            {
                yield return new($"'{row}' of the {side} in the table", Count(trial, $"{side}.{key}"), page.Cell(row, column));
            }
        }

        yield return new("tile of the completed", Count(trial, "connections.completed"), page.Tile("connections completed"));
        yield return new("tile of the failed", Count(trial, "connections.failed"), page.Tile("connections failed"));
        yield return new("tile of the rate", Rate(trial), page.Tile("connections per second"));
        foreach (var (key, name) in PageText.NamesOfClasses)
        {
            // A class that is empty has no place in the bar.
            var count = Count(trial, $"closed_first.{key}");
            yield return new($"'{name}' in the bar", count == "0" ? null : count, page.Legend(name));
        }

        foreach (var expectation in trial["expectations"]!.AsArray().Select(e => e!))
        {
            var text = (string)expectation["text"]!;
            yield return new($"'{text}' on the page", Fraction(expectation["actual"]), page.Cell(text, 0));
            // One that asks for a single figure begins with its key.
            if (text.Split(' ') is [var key, "==" or "!=" or "<" or "<=" or ">" or ">=", ..] && At(trial, key) is JsonValue figure)
            {
                yield return new($"'{text}' in summary.json", Fraction(figure), Fraction(expectation["actual"]));
            }
        }
    }

    private static IEnumerable<Claim> OfSamples(JsonNode trial, IReadOnlyList<CsvText> samples, Func<string, IReadOnlyList<long>> chart)
    {
        foreach (var side in Sides)
        {
            var own = samples.Where(s => s["side"] == side).ToList();
            // Of a trial that broke off, what was asked for at its end is newer than its last sample.
            if (own.Count == 0 || !(bool)trial["complete"]! || own.Select(s => s["node"]).Distinct().Count() > 1)
            {
                continue;
            }

            var inTimeWait = own.Select(s => Whole(s["time_wait"])).ToList();
            var drawn = chart($"{side}: in TIME_WAIT");
            yield return new($"the {side}'s peak in samples.csv", Count(trial, $"{side}.time_wait.peak"), Text(inTimeWait.Max()));
            yield return new($"the {side}'s peak in the chart", Count(trial, $"{side}.time_wait.peak"), Text(drawn.Max()));
            yield return new($"the {side}'s final in samples.csv", Count(trial, $"{side}.time_wait.final"), Text(inTimeWait[^1]));
            yield return new($"the {side}'s final in the chart", Count(trial, $"{side}.time_wait.final"), Text(drawn[^1]));
            if (own[^1]["time_wait_entered"] is { Length: > 0 } entered)
            {
                var truth = Count(trial, $"{side}.time_wait.entered");
                yield return new($"the {side}'s entered in samples.csv", truth, Text(Whole(entered)));
                yield return new($"the {side}'s entered in the chart", truth, Text(chart($"{side}: entered")[^1]));
            }
        }
    }

    private static IEnumerable<Claim> OfRows(JsonNode trial, IReadOnlyList<CsvText> rows)
    {
        if (rows.Count > 0)
        {
            var (opened, completed) = (rows.Count(r => r["local_port"].Length > 0), rows.Count(r => r["outcome"] == "completed"));
            yield return new("opened in connections.csv", Count(trial, "connections.opened"), Text(opened));
            yield return new("completed in connections.csv", Count(trial, "connections.completed"), Text(completed));
        }
    }

    private static IEnumerable<Claim> OfTerminal(JsonNode trial, TerminalText.Section? terminal)
    {
        if (terminal is null)
        {
            yield break;
        }

        foreach (var side in Sides)
        {
            foreach (var (column, key) in TerminalText.Columns.Index())
            {
                yield return new($"{key} of the {side} in the terminal", Count(trial, $"{side}.{key}"), terminal.Cell(side, column));
            }
        }

        yield return new("the completed in the terminal", Count(trial, "connections.completed"), terminal.Before(" completed"));
        yield return new("the failed in the terminal", Count(trial, "connections.failed"), terminal.Before(" failed"));
        yield return new("the rate in the terminal", Rate(trial), terminal.Before("/s; ") is { } rate ? $"{rate}/s" : null);
        foreach (var expectation in trial["expectations"]!.AsArray().Select(e => e!))
        {
            var text = (string)expectation["text"]!;
            yield return new($"'{text}' in the terminal", Fraction(expectation["actual"]), terminal.Actual(text));
        }
    }

    private static string? Count(JsonNode trial, string key) => At(trial, key) is { } value ? Text((long)value) : null;

    // Of few per second, their fractions matter.
    private static string? Rate(JsonNode trial) =>
        (double?)At(trial, "rates.connections_per_second") is not { } rate ? null : $"{Fraction(rate < 100 ? rate : Math.Round(rate))}/s";

    private static string? Fraction(JsonNode? value) => ((double?)value)?.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static long Whole(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Names of counters have a dot inside.
    private static JsonNode? At(JsonNode? node, string key) =>
        node is not JsonObject parts ? null
        : parts.TryGetPropertyValue(key, out var value) ? value
        : key.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? At(parts[key[..dot]], key[(dot + 1)..])
        : null;

    private sealed record Claim(string What, string? Truth, string? Said);
}
