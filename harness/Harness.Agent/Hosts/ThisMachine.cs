using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Harness.Agent.Programs;
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

    /// <summary>What a scenario needs and this machine does not have, by name.</summary>
    public static IReadOnlyList<string> Lacks(AgentCommand.Examine what) =>
    [
        .. what.Programs.Where(p => !ChildProgram.IsThere(p)),
        .. what.Settings.Where(s => Sysctl.TryRead(s) is null),
    ];

    /// <summary>SHA-256 of the program that plays this agent: of the native one, or of the managed one's part that is the agent.</summary>
    public static string ProgramHash()
    {
        var managed = Path.Combine(AppContext.BaseDirectory, "Harness.Agent.dll");
        using var program = File.OpenRead(File.Exists(managed) ? managed : "/proc/self/exe");
        return Convert.ToHexStringLower(SHA256.HashData(program));
    }

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
