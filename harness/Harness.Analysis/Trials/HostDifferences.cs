using System.Globalization;
using Harness.Analysis.Results;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Trials;

/// <summary>Says in what the hosts of one tier differ: what is measured of them together is then of no one kind of machine.</summary>
public static class HostDifferences
{
    /// <summary>A warning for each tier whose hosts are not alike.</summary>
    /// <param name="hosts">Those of the run.</param>
    /// <param name="environmentOf">What a host's node stands on; null where that is not known.</param>
    public static IEnumerable<Warning> Warnings(IReadOnlyList<HostEntry> hosts, Func<HostEntry, NodeEnvironment?> environmentOf) =>
        hosts.GroupBy(h => h.Tier, StringComparer.Ordinal)
            .Select(tier => (Tier: tier.Key, Keys: Differing([.. tier.Select(h => (h.Host, FactsOf(h, environmentOf(h))))])))
            .Where(tier => tier.Keys.Count > 0)
            .Select(tier => new Warning(
                "hosts_differ",
                $"the {tier.Tier}s' hosts are not alike: {string.Join("; ", tier.Keys)}",
                "read their figures one by one (server.by_host.NAME...), give the stronger ones a larger weight, "
                + "or take hosts that are alike"));

    private static List<string> Differing(IReadOnlyList<(string Host, IReadOnlyDictionary<string, string> Facts)> hosts) =>
    [
        .. hosts.SelectMany(h => h.Facts.Keys).Distinct(StringComparer.Ordinal)
            .Select(key => (
                Key: key,
                Values: hosts.ToLookup(h => h.Facts.GetValueOrDefault(key, "unknown"), h => h.Host, StringComparer.Ordinal)))
            .Where(fact => fact.Values.Count > 1)
            .Select(fact => $"{fact.Key} is {string.Join(", ", fact.Values.Select(v => $"{v.Key} on {Named([.. v])}"))}"),
    ];

    private static string Named(IReadOnlyList<string> hosts) =>
        hosts.Count <= 3 ? string.Join(" and ", hosts) : $"{hosts[0]} and {hosts.Count - 1} more";

    private static Dictionary<string, string> FactsOf(HostEntry host, NodeEnvironment? environment)
    {
        var machine = host.Machine;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["the kernel"] = machine.Kernel,
            ["the system"] = machine.OperatingSystem,
            ["the number of processors"] = machine.Processors.ToString(CultureInfo.InvariantCulture),
            ["the user"] = machine.IsRoot ? "root" : "an ordinary one",
            ["the limit of open files"] = machine.DescriptorLimit.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in environment?.Sysctls ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            facts[name] = value;
        }

        return facts;
    }
}
