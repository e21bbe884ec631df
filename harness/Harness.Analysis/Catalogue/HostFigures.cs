using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Catalogue;

/// <summary>
/// The figures of one host, such as <c>server.by_host.lab3.time_wait.peak</c>: those of its tier, as if its node were the tier's only one.
/// </summary>
internal static class HostFigures
{
    private static readonly string[] OfConnections = ["connections.opened", "connections.completed", "connections.failed"];

    /// <summary>The host of which a key's figure is, and its tier; null for a figure that is of no single host.</summary>
    public static (Tier Tier, string Host)? HostOf(string key, Func<string, Figure?> find) =>
        Named(key, find) is { } named ? (named.Tier, named.Host) : null;

    /// <summary>The one of this key; null when there is none. Any host has it, and in a run without that host it is not measured.</summary>
    /// <param name="key">Such as the one above.</param>
    /// <param name="find">Finds a tier's or a trial's figure by its key.</param>
    public static Figure? Find(string key, Func<string, Figure?> find) =>
        Named(key, find) is { } named ? Of(key, named.Tier, named.Host, named.Whole) : null;

    // A host's name may have points itself: it ends where what follows is a figure.
    private static (Tier Tier, string Host, Figure Whole)? Named(string key, Func<string, Figure?> find)
    {
        foreach (var tier in Enum.GetValues<Tier>())
        {
            var prefix = $"{tier.Word()}.by_host.";
            for (var end = prefix.Length + 1; key.StartsWith(prefix, StringComparison.Ordinal) && end < key.Length; end++)
            {
                if (key[end] == '.' && WholeOf(tier, key[(end + 1)..], find) is { } whole)
                {
                    return (tier, key[prefix.Length..end], whole);
                }
            }
        }

        return null;
    }

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
