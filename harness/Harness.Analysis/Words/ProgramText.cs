using Harness.Protocol.Messages;

namespace Harness.Analysis.Words;

/// <summary>What is said of a program that played a side.</summary>
public static class ProgramText
{
    private const int MostLetters = 200;

    /// <summary>
    /// The last line that it wrote about an error, or else the last one with a word, cut when it is long; empty without one.
    /// </summary>
    public static string LastWords(ProgramSummary program)
    {
        var lines = program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var last = lines.LastOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase))
            ?? lines.LastOrDefault(l => l.Any(char.IsLetter))
            ?? "";
        return last.Length <= MostLetters ? last : $"{last[..MostLetters]}...";
    }
}
