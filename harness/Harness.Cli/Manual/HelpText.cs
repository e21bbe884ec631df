namespace Harness.Cli.Manual;

/// <summary>The parts of what stands below a command's options in its help.</summary>
internal sealed class HelpText
{
    private const string ExitCodesLabel = "Exit codes:";

    /// <summary>Takes it apart at its empty lines.</summary>
    public HelpText(string text)
    {
        var blocks = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Examples = string.Join("\n\n", blocks.Where(IsExamples).Select(Unindented));
        ExitCodes = string.Concat(blocks.Where(IsExitCodes).Select(b => b[ExitCodesLabel.Length..]));
        Prose = [.. blocks.Where(b => !IsExamples(b) && !IsExitCodes(b))];
    }

    /// <summary>Command lines as they are typed.</summary>
    public string Examples { get; }

    /// <summary>What each exit code means; empty where it is not said.</summary>
    public string ExitCodes { get; }

    /// <summary>All the rest, in paragraphs.</summary>
    public IReadOnlyList<string> Prose { get; }

    private static bool IsExamples(string block) => block.StartsWith("Example", StringComparison.Ordinal) || block[0] == ' ';

    private static bool IsExitCodes(string block) => block.StartsWith(ExitCodesLabel, StringComparison.Ordinal);

    private static string Unindented(string block) =>
        string.Join('\n', block.Split('\n').Where(line => line.StartsWith(' ')).Select(line => line[2..]));
}
