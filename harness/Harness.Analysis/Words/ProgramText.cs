using Harness.Protocol.Messages;

namespace Harness.Analysis.Words;

/// <summary>What is said of a program that played a side.</summary>
public static class ProgramText
{
    private const int MostLetters = 200;

    /// <summary>The last line that it wrote, cut when it is long; empty when it wrote nothing.</summary>
    public static string LastWords(ProgramSummary program)
    {
        var last = program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        return last.Length <= MostLetters ? last : $"{last[..MostLetters]}...";
    }
}
