namespace Harness.Scenarios.Yaml;

/// <summary>A scenario that cannot be run as written. Nothing was started.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Reports one error alone.</summary>
    public ScenarioException(Place place, string message)
        : this([new ScenarioError(place, message)])
    {
    }

    /// <summary>Gathers errors, for example those of several files.</summary>
    public ScenarioException(IReadOnlyList<ScenarioError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>All that is wrong, in the order written; at least one.</summary>
    public IReadOnlyList<ScenarioError> Errors { get; }
}
