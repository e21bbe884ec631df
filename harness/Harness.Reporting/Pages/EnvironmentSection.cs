using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Pages;

/// <summary>What the run stood on.</summary>
internal static class EnvironmentSection
{
    private const string SharedTable = "tcp_ehash_entries";

    public static Html Render(RunEnvironment? environment) =>
        environment is null
            ? Html.Of($"<p>The run ended before it was known.</p>")
            : Html.Join([Machine(environment), Hosts(environment.Hosts), Sides(environment.Server, environment.Client)]);

    private static Html Machine(RunEnvironment e)
    {
        IEnumerable<(string Name, string Text)> rows =
        [
            ("Kernel", e.Kernel),
            ("Operating system", e.OperatingSystem),
            ("Processor", $"{e.Cpu}, {e.Cores} cores, {e.Architecture}"),
            ("Memory", Format.Bytes(e.MemoryBytes)),
            ("Network", Network(e)),
            ("Harness", $"{e.HarnessVersion} on {e.Runtime}"),
            .. e.Tools.Select(t => (t.Key, t.Value)),
        ];
        return Table.OfTexts("Machine", ["what", "as found"], rows.Select(r => new[] { r.Name, r.Text }));
    }

    private static Html Hosts(IReadOnlyList<HostEntry> hosts) => hosts.Count == 0 ? Html.Of($"") : Table.OfTexts(
        "Hosts",
        ["node", "host", "address", "kernel", "operating system", "processors", "memory", "agent", "clock"],
        hosts.Select(h => new[]
        {
            h.Node, h.Host, h.Address, h.Machine.Kernel, h.Machine.OperatingSystem,
            $"{h.Machine.Processors} {h.Machine.Architecture}", Format.Bytes(h.Machine.MemoryBytes),
            h.Build.ToString().ToLowerInvariant(), HostText.ClockOffset(h),
        }));

    private static string Network(RunEnvironment e) => e.Network switch
    {
        NetworkKind.Loopback => "loopback: both sides in the machine's own network namespace, told apart by port",
        NetworkKind.OneNamespace => $"one fresh network namespace for both sides, told apart by port, made {Right(e)}",
        NetworkKind.Hosts => "each node on a host of its own, as the inventory names them",
        _ => $"a fresh network namespace for each side, made {Right(e)}",
    };

    private static string Right(RunEnvironment e) => e.IsRoot ? "as root" : "in a user namespace";

    private static Html Sides(NodeEnvironment? server, NodeEnvironment? client)
    {
        var sysctls = new[] { server, client }.OfType<NodeEnvironment>()
            .SelectMany(s => s.Sysctls.Keys)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        IEnumerable<(string Name, Func<NodeEnvironment, string?> Value)> rows =
        [
            ("address", s => s.Address),
            ("open files allowed", s => Format.Count(s.DescriptorLimit)),
            ("counters that this kernel lacks", s => Missing(s.MissingCounters)),
            ("TIME_WAITs are counted at", s => s.TimeWaitCounted.ToString().ToLowerInvariant()),
            .. sysctls.Select(name => (name, (Func<NodeEnvironment, string?>)(s => Setting(name, s.Sysctls.GetValueOrDefault(name))))),
        ];
        return Table.OfTexts(
            "Both sides' settings",
            ["setting", "#server", "#client"],
            rows.Select(r => new[] { r.Name, Value(server, r.Value), Value(client, r.Value) }));
    }

    private static string Missing(IReadOnlyList<string> counters) =>
        counters.Count == 0 ? "none of those watched" : string.Join(", ", counters);

    // The kernel's sign for: of the first namespace, and shared with it (Documentation/networking/ip-sysctl.rst).
    private static string? Setting(string name, string? value) => name == SharedTable && value is ['-', .. var slots]
        ? $"{slots}, shared by all namespaces"
        : value;

    private static string Value(NodeEnvironment? tier, Func<NodeEnvironment, string?> value) => tier is null ? "" : value(tier) ?? "";
}
