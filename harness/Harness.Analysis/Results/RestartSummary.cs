namespace Harness.Analysis.Results;

/// <summary>What came of the <c>start_server</c> steps of a trial.</summary>
public sealed record RestartSummary
{
    /// <summary>The server listened again.</summary>
    public int Succeeded { get; init; }

    /// <summary>bind(2) or listen(2) was refused to the end.</summary>
    public int Failed { get; init; }

    /// <summary>Why, by errno name.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>From the first attempt to the last, all steps together.</summary>
    public double WaitedSeconds { get; init; }

    /// <summary>This, and one step more.</summary>
    /// <param name="error">The errno's name; null when it listens again.</param>
    /// <param name="seconds">From its first attempt to its last.</param>
    public RestartSummary And(string? error, double seconds)
    {
        var errors = new SortedDictionary<string, long>(Errors.ToDictionary(e => e.Key, e => e.Value), StringComparer.Ordinal);
        if (error is not null)
        {
            errors[error] = errors.GetValueOrDefault(error) + 1;
        }

        return this with { Succeeded = Succeeded + (error is null ? 1 : 0), Failed = Failed + (error is null ? 0 : 1), Errors = errors, WaitedSeconds = Math.Round(WaitedSeconds + seconds, 3) };
    }
}
