using Harness.Scenarios.Options;

namespace Harness.Scenarios.Language;

/// <summary>What the scenario language has to be told: it knows no client, no figure and no machine.</summary>
public sealed record Vocabulary
{
    /// <summary>The clients that <c>client.like</c> may name, with their defaults.</summary>
    public required IReadOnlyDictionary<string, ClientOptions> Profiles { get; init; }

    /// <summary>The figures that an expectation may name.</summary>
    public required IFigureNames Figures { get; init; }

    /// <summary>
    /// Rules that need more than the scenario itself, such as the addresses of this machine. Each yields what a scenario breaks.
    /// </summary>
    public IReadOnlyList<Func<Scenario, IEnumerable<BrokenRule>>> Rules { get; init; } = [];
}

/// <summary>The figures of a trial by their dotted names, such as <c>client.time_wait.entered</c>.</summary>
public interface IFigureNames
{
    /// <summary>Those that every trial has, for suggestions.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>
    /// Whether <paramref name="name"/> is a figure; some may name anything that was counted, such as
    /// <c>connections.errors.ECONNRESET</c>.
    /// </summary>
    bool IsKnown(string name);
}

/// <summary>A rule that a scenario breaks.</summary>
/// <param name="Key">The dotted key at which to report it; empty for the scenario as a whole.</param>
/// <param name="Message">What is wrong and what to do, for the user.</param>
public readonly record struct BrokenRule(string Key, string Message);
