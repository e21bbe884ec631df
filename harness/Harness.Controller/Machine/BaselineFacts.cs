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
        string.Join('.', MachineFacts.Kernel.Split('.', '-').Take(2)),
        network switch
        {
            NetworkKind.Namespaces => "namespaces",
            NetworkKind.OneNamespace => "one_namespace",
            NetworkKind.Hosts => "hosts",
            _ => "loopback",
        },
        $".NET {Environment.Version.Major}");
}
