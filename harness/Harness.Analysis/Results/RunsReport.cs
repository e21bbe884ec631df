namespace Harness.Analysis.Results;

/// <summary>What <c>run --json</c> prints: every run with its figures, and what was not run.</summary>
public sealed record RunsReport
{
    /// <summary>The form of this record that this program writes.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this record.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>The runs that measured something, in the order in which they were named.</summary>
    public required IReadOnlyList<RunOutcome> Runs { get; init; }

    /// <summary>Scenarios that were not run: this machine or its kernel cannot, or the user interrupted.</summary>
    public required IReadOnlyList<NotRun> NotRun { get; init; }
}

/// <summary>A run and where its results are.</summary>
/// <param name="Folder">Its result folder.</param>
/// <param name="Report">The path of its page.</param>
/// <param name="Seconds">From its start to its last result file.</param>
/// <param name="Summary">As in its summary.json.</param>
public sealed record RunOutcome(string Folder, string Report, double Seconds, RunSummary Summary);

/// <summary>A scenario that was not run.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Why">What stood in the way.</param>
/// <param name="IsSkipped">True: this kernel lacks a setting that it needs, which is no failure. False: it failed.</param>
public sealed record NotRun(string Scenario, string Why, bool IsSkipped);
