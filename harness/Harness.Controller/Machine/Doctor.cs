using System.Globalization;
using Harness.Controller.Launching;

namespace Harness.Controller.Machine;

/// <summary>Finds out, by trying, whether this machine can run scenarios.</summary>
public static class Doctor
{
    private const long FewDescriptors = 4096;

    /// <summary>All that runs need, examined.</summary>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var namespaces = await NamespaceSupport.FindAsync(cancellationToken);
        return
        [
            Kernel(),
            new("system", FindingState.Good, $"{MachineFacts.OperatingSystem}, {Environment.ProcessorCount} processors", ""),
            await ProgramAsync("ip", "-Version", "iproute2", cancellationToken),
            await ProgramAsync("unshare", "--version", "util-linux", cancellationToken),
            await ProgramAsync("nsenter", "--version", "util-linux", cancellationToken),
            Namespaces(namespaces),
            Descriptors(),
        ];
    }

    private static Finding Kernel()
    {
        var release = MachineFacts.Kernel;
        return Version.TryParse(release.Split('-', '+')[0], out var version) && version >= new Version(5, 15)
            ? new("kernel", FindingState.Good, $"Linux {release}", "")
            : new(
                "kernel",
                FindingState.Limited,
                $"Linux {release}",
                "the scenarios are written for Linux 5.15 and later; older ones may miss expectations");
    }

    private static async Task<Finding> ProgramAsync(string name, string versionOption, string package, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync([name, versionOption], "", cancellationToken);
        return result.ExitCode == 127
            ? new(name, FindingState.Missing, "not found", $"install the package {package}; without it only 'network: loopback' runs")
            : new(name, FindingState.Good, result.Output.Length > 0 ? result.Output : result.Error, "");
    }

    private static Finding Namespaces(NamespaceSupport support) => support.Right switch
    {
        not NamespaceRight.None when !support.HasOwnProc => new(
            "namespaces",
            FindingState.Limited,
            "network namespaces can be made, but without a /proc of their own",
            "a program in them sees this machine's processes, though it cannot end them; "
            + "in a container: docker run --security-opt systempaths=unconfined"),
        NamespaceRight.Direct => new("namespaces", FindingState.Good, "network namespaces can be made directly", ""),
        NamespaceRight.ThroughUserNamespace =>
            new("namespaces", FindingState.Good, "network namespaces can be made through a user namespace", ""),
        _ => new(
            "namespaces",
            FindingState.Missing,
            $"cannot be made: {support.Reason}",
            "until then only 'network: loopback' runs: "
            + "./run.sh run scenarios/server-closes-first.yaml --set network=loopback"),
    };

    private static Finding Descriptors()
    {
        var line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var limit = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        return limit == "unlimited"
            || (long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= FewDescriptors)
            ? new("descriptors", FindingState.Good, $"up to {limit} open files", "")
            : new(
                "descriptors",
                FindingState.Limited,
                $"up to {limit} open files",
                $"loads with many connections at once need more: ulimit -Hn {FewDescriptors * 16}");
    }
}
