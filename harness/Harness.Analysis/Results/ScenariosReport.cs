namespace Harness.Analysis.Results;

/// <summary>What <c>list --json</c> and <c>validate --json</c> print: scenarios, and what is wrong with those that are none.</summary>
public sealed record ScenariosReport
{
    /// <summary>The form of this record that this program writes.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this record.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>Those that could be run as they are written.</summary>
    public required IReadOnlyList<ScenarioEntry> Scenarios { get; init; }

    /// <summary>All mistakes of the others; empty when there is none.</summary>
    public required IReadOnlyList<ScenarioMistake> Errors { get; init; }
}

/// <summary>A scenario that can be run.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">What it shows, as it says itself.</param>
/// <param name="Reproduces">The claims that it shows, by their ids.</param>
/// <param name="Trials">How many it makes; of a search, the most.</param>
public sealed record ScenarioEntry(string Path, string Name, string About, IReadOnlyList<string> Reproduces, int Trials);

/// <summary>One mistake in a scenario.</summary>
/// <param name="File">The file, or the option of the command line.</param>
/// <param name="Line">From 1; null on the command line, and where a file cannot be read.</param>
/// <param name="Column">From 1; null likewise.</param>
/// <param name="Message">What is wrong, and what is expected.</param>
public sealed record ScenarioMistake(string File, long? Line, long? Column, string Message);
