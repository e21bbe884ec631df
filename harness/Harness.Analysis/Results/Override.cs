using Harness.Scenarios.Planning;

namespace Harness.Analysis.Results;

/// <summary>A key of a scenario that the command line set.</summary>
/// <param name="Key">Dotted, as <c>server.close.after</c>.</param>
/// <param name="Value">As it was given.</param>
public sealed record Override(string Key, string Value)
{
    /// <summary>One for each key that was set, in the order given; of a key that was set twice the last value, which counts.</summary>
    public static IReadOnlyList<Override> Of(IEnumerable<Setting> settings) =>
        [.. settings.GroupBy(s => s.Key, StringComparer.Ordinal).Select(s => new Override(s.Key, s.Last().Value))];
}
