using System.Runtime.InteropServices;
using Harness.Linux;
using Harness.Protocol.Messages;

namespace Harness.Agent.Hosts;

/// <summary>Reads what machine the agent runs on.</summary>
internal static class ThisMachine
{
    public static HostMachine Read() => new(
        Environment.MachineName,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        OperatingSystem(),
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Environment.IsPrivilegedProcess,
        DescriptorLimit.Most());

    // os-release(5)
    private static string OperatingSystem()
    {
        const string name = "PRETTY_NAME=";
        var line = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))
            : null;
        return line?[name.Length..].Trim('"') ?? RuntimeInformation.OSDescription;
    }
}
