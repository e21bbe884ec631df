using System.Text.RegularExpressions;

namespace Harness.Tests.Kernel.Reporting;

/// <summary>What a run said on stdout, read as a person reads it.</summary>
/// <param name="output">All of it, of one run or several.</param>
/// <param name="folder">The name of the result folder, with which its part ends.</param>
internal sealed class TerminalText(string output, string folder)
{
    private readonly string text = PartOf(output, folder);

    /// <summary>The columns of a trial's table, as keys of summary.json.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["time_wait.entered", "time_wait.peak", "time_wait.final", "time_wait.overflow", "close_wait.peak", "fin_wait2.peak"];

    /// <summary>The part about one trial; null when it is only in the report, as one of many that passed.</summary>
    public Section? OfTrial(int number)
    {
        var trials = text.Split("\n  trial ");
        return trials.Length == 1 && text.Contains("\n  server ") ? new Section(text)
            : trials.Skip(1).FirstOrDefault(t => t.StartsWith($"{number}/", StringComparison.Ordinal)) is { } trial ? new Section(trial)
            : null;
    }

    // The line of its report ends a run's part.
    private static string PartOf(string output, string folder)
    {
        var parts = output.Split("\n  report  ");
        return parts.Zip(parts.Skip(1)).Single(p => p.Second.Split('\n')[0].Contains($"/{folder}/")).First;
    }

    /// <summary>What was said of one trial.</summary>
    internal sealed class Section(string trial)
    {
        private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

        /// <summary>A number of a side's line in the table.</summary>
        public string? Cell(string side, int column) => Find($@"\n  +{side}(?: +[^ ]+){{{column}}} +([^ ]+)");

        /// <summary>The number before some text in the line of connections.</summary>
        public string? Before(string text) => Find($@"\n  connections  .*?([\d,.]+){Regex.Escape(text)}");

        /// <summary>What an expectation says that it is.</summary>
        public string? Actual(string expectation) => Find($@"{Regex.Escape(expectation)}  \(is ([^)]*)\)");

        private string? Find(string pattern) =>
            Regex.Match(trial, pattern, RegexOptions.None, Bound) is { Success: true } match
            && match.Groups[1].Value is var said and not ("-" or "not measured") ? said : null;
    }
}
