using System.Collections.Frozen;
using Harness.Scenarios.Language;
using Harness.Scenarios.Options;
using Harness.Scenarios.Yaml;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// The catalogue: every figure of a trial, once. What can be printed can be expected, compared and checked, by the same key.
/// </summary>
public static class Figures
{
    private static readonly TierFigures Server = new(Tier.Server);
    private static readonly TierFigures Client = new(Tier.Client);

    /// <summary>
    /// Those that every trial has or may have, in reading order: who closed first, the TIME_WAITs that this left, then the rest.
    /// </summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        .. ConnectionFigures.ClosedFirst,
        .. ConnectionFigures.Resets,
        .. Server.All,
        .. OtherFigures.Faults,
        .. Client.All,
        .. OtherFigures.Continue,
        OtherFigures.ClientPorts,
        .. ConnectionFigures.Counts,
        .. ConnectionFigures.Rates,
        .. ConnectionFigures.Latencies,
        Server.CpuPerConnection,
        Client.CpuPerConnection,
        Server.CpuPerRequest,
        Client.CpuPerRequest,
        .. ConnectionFigures.Occupancy,
        .. OtherFigures.Restart,
        .. OtherFigures.Link,
        .. OtherFigures.Witness,
        .. OtherFigures.Memory,
        .. OtherFigures.Limits,
        .. OtherFigures.Engine,
    ];

    /// <summary>Those that have a name each.</summary>
    public static IReadOnlyList<FigureFamily> Families { get; } =
        [.. ConnectionFigures.Families, .. Server.Families, .. Client.Families, OtherFigures.LinkRules, OtherFigures.RestartErrors];

    private static readonly FrozenDictionary<string, Figure> ByKey = All.ToFrozenDictionary(f => f.Key, StringComparer.Ordinal);

    /// <summary>The figures that an expectation may name.</summary>
    public static IFigureNames Names { get; } = new KnownNames();

    /// <summary>Those with a certain default use, in reading order.</summary>
    public static IEnumerable<Figure> UsedBy(DefaultUse use) => All.Where(f => f.DefaultUse.HasFlag(use));

    /// <summary>The figure of this key; null when there is none.</summary>
    public static Figure? Find(string key) =>
        ByKey.TryGetValue(key, out var figure) ? figure
            : Families.FirstOrDefault(f => f.Has(key)) is { } family ? family.Of(key[family.Prefix.Length..])
            : LoadFigures.Find(key) ?? HostFigures.Find(key, Find);

    /// <summary>The host of which a key's figure is, and its tier; null for a figure that is of no single host.</summary>
    public static (Tier Tier, string Host)? HostOf(string key) => HostFigures.HostOf(key, Find);

    /// <summary>The figure of a key that this program itself writes.</summary>
    public static Figure Get(string key) => Find(key) ?? throw new ArgumentException($"there is no figure '{key}'", nameof(key));

    /// <summary>The end of a message about a key that is no figure: <c>; did you mean 'x'?</c>, or nothing.</summary>
    public static string Suggestion(string key) => SpellingSuggestion.For(key, ByKey.Keys);

    private sealed class KnownNames : IFigureNames
    {
        public IReadOnlyCollection<string> Names => ByKey.Keys;

        public bool IsKnown(string name) => Find(name) is not null;
    }
}
