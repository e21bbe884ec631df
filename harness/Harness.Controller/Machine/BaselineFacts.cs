using System.Runtime.InteropServices;
using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Controller.Machine;

/// <summary>What of this machine decides whether its speed can be compared with a baseline's.</summary>
public static class BaselineFacts
{
    /// <summary>Of this machine and program, for runs on <paramref name="network"/>.</summary>
    public static BaselineEnvironment Read(NetworkKind network) => new(
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        ReleaseOf(MachineFacts.Kernel),
        network switch
        {
            NetworkKind.Namespaces => "namespaces",
            NetworkKind.OneNamespace => "one_namespace",
            NetworkKind.Loopback => "loopback",
            _ => throw new ArgumentOutOfRangeException(nameof(network), network, "hosts are looked at one by one"),
        },
        Runtime);

    /// <summary>Of hosts: what they have all together, and what kinds of them there are.</summary>
    public static BaselineEnvironment Of(IReadOnlyList<HostEntry> hosts)
    {
        return new(
            Kinds(h => h.Machine.Architecture),
            hosts.Sum(h => h.Machine.Processors),
            Kinds(h => ReleaseOf(h.Machine.Kernel)),
            $"hosts: {hosts.Count(h => h.Tier == Tier.Server.Word())} servers, {hosts.Count(h => h.Tier == Tier.Client.Word())} clients",
            Runtime);

        string Kinds(Func<HostEntry, string> kind) => string.Join(" and ", hosts.Select(kind).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Runtime => $".NET {Environment.Version.Major}";

    private static string ReleaseOf(string kernel) => string.Join('.', kernel.Split('.', '-').Take(2));
}
