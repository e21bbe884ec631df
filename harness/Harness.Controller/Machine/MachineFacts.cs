using System.Runtime.InteropServices;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Controller.Launching;
using Harness.Scenarios.Options;

namespace Harness.Controller.Machine;

/// <summary>Reads what a run stands on.</summary>
public static class MachineFacts
{
    /// <summary>The environment of a run, its nodes included.</summary>
    public static async Task<RunEnvironment> ReadAsync(
        NetworkKind network, IReadOnlyList<string> programs, IReadOnlyList<NodeRecord> nodes, CancellationToken cancellationToken) => new()
    {
        HarnessVersion = Version,
        CommandLine = Environment.GetCommandLineArgs()[1..],
        Network = network,
        Kernel = Kernel,
        OperatingSystem = OperatingSystem,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Runtime = RuntimeInformation.FrameworkDescription,
        Cpu = Field("/proc/cpuinfo", "model name", ':') ?? "unknown",
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        IsRoot = Environment.IsPrivilegedProcess,
        // Of other hosts' kernels nothing is known.
        TimeWaitBytes = network == NetworkKind.Hosts
            ? null
            : SlabInfo.ObjectSize(nodes[0].Environment!.Address.Contains(':') ? "tw_sock_TCPv6" : "tw_sock_TCP"),
        // Nor of the programs that run there.
        Tools = await ToolsAsync(network, network == NetworkKind.Hosts ? [] : programs, cancellationToken),
        Server = nodes.First(n => n.Tier == Tier.Server).Environment,
        Client = nodes.First(n => n.Tier == Tier.Client).Environment,
    };

    /// <summary>This program's version.</summary>
    public static string Version => typeof(MachineFacts).Assembly.GetName().Version!.ToString(3);

    /// <summary>The kernel's release, as <c>uname -r</c> says it.</summary>
    public static string Kernel => File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    /// <summary>The distribution's name, from os-release(5).</summary>
    public static string OperatingSystem => Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static async Task<SortedDictionary<string, string>> ToolsAsync(
        NetworkKind network, IReadOnlyList<string> programs, CancellationToken cancellationToken)
    {
        var tools = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var program in programs)
        {
            tools[program] = await KnownPrograms.VersionAsync(program, cancellationToken);
        }

        if (network.IsOwn())
        {
            var asked = await Task.WhenAll(
                Tool.RunAsync(["ip", "-Version"], "", cancellationToken),
                Tool.RunAsync(["unshare", "--version"], "", cancellationToken));
            (tools["iproute2"], tools["util-linux"]) = (asked[0].Output, asked[1].Output);
        }

        return tools;
    }

    private static string? Field(string path, string name, char separator) => !File.Exists(path) ? null : File.ReadLines(path)
        .Select(line => line.Split(separator, 2))
        .Where(parts => parts.Length == 2 && parts[0].Trim() == name)
        .Select(parts => parts[1].Trim())
        .FirstOrDefault();
}
