using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// The figures of one host, such as <c>server.by_host.lab3.time_wait.peak</c>: those of its tier, as if its node were the tier's only one.
/// </summary>
internal static class HostFigures
{
    private static readonly string[] OfConnections = ["connections.opened", "connections.completed", "connections.failed"];

    /// <summary>The one of this key; null when there is none. Any host has it, and in a run without that host it is not measured.</summary>
    /// <param name="key">Such as the one above.</param>
    /// <param name="find">Finds a tier's or a trial's figure by its key.</param>
    public static Figure? Find(string key, Func<string, Figure?> find) => Enum.GetValues<Tier>()
        .Select(tier => (Tier: tier, Prefix: $"{tier.Word()}.by_host."))
        .Where(t => key.StartsWith(t.Prefix, StringComparison.Ordinal))
        .Select(t => Find(key, t.Tier, key[t.Prefix.Length..], find))
        .FirstOrDefault();

    // A host's name may have points itself.
    private static Figure? Find(string key, Tier tier, string rest, Func<string, Figure?> find) => rest.Index()
        .Where(c => c.Item == '.' && c.Index > 0)
        .Select(c => (Host: rest[..c.Index], Whole: WholeOf(tier, rest[(c.Index + 1)..], find)))
        .Where(f => f.Whole is not null)
        .Select(f => Of(key, tier, f.Host, f.Whole!))
        .FirstOrDefault();

    private static Figure? WholeOf(Tier tier, string part, Func<string, Figure?> find) =>
        OfConnections.Contains(part, StringComparer.Ordinal) ? find(part)
        // For how long its own TIME_WAITs were held is not worked out.
        : part.StartsWith("by_host.", StringComparison.Ordinal) || part == "time_wait.held" ? null
        : find($"{tier.Word()}.{part}") is { Scope: Scope.Tier or Scope.Node } figure ? figure
        : null;

    private static Figure Of(string key, Tier tier, string host, Figure whole) => whole with
    {
        Key = key,
        Subject = $"{tier.Word()} on {host}",
        Value = t => Narrowed(t, tier, host) is { } own ? whole.Value(own) : null,
        IsMeasured = t => Narrowed(t, tier, host) is { } own && whole.IsMeasured(own),
        Scope = Scope.Node,
        Merge = Merge.None,
        PartOf = null,
        DefaultUse = DefaultUse.None,
    };

    private static MeasuredTrial? Narrowed(MeasuredTrial trial, Tier tier, string host)
    {
        if (trial.Summary.Nodes.FirstOrDefault(n => n.Host == host && n.Tier == tier.Word()) is not { } node)
        {
            return null;
        }

        var connections = new ConnectionSummary { Opened = node.Opened, Completed = node.Completed, Failed = node.Failed };
        return trial with
        {
            Summary = tier == Tier.Server
                ? trial.Summary with { Connections = connections, Server = node.Figures }
                : trial.Summary with { Connections = connections, Client = node.Figures },
        };
    }
}
