using Harness.Controller.Launching;
using Harness.Scenarios.Options;

namespace Harness.Controller.Machine;

/// <summary>Settings that a scenario cannot do without, and that this kernel may be too old, or too new, to have.</summary>
public static class KernelNeeds
{
    /// <summary>Why this kernel cannot run <paramref name="scenario"/>; null when it can.</summary>
    public static string? Missing(Scenario scenario) => scenario.Needs.Where(name => !IsThere(name)).ToList() is { Count: > 0 } missing
        ? $"Linux {Environment.OSVersion.Version.ToString(2)} has no {string.Join(", no ", missing)}"
        : null;

    /// <exception cref="MachineException">This kernel cannot run it.</exception>
    internal static void Require(Scenario scenario)
    {
        if (Missing(scenario) is { } why)
        {
            throw new MachineException($"{why}, which this scenario needs");
        }
    }

    // New namespaces have the settings of the machine's own.
    private static bool IsThere(string name) => File.Exists($"/proc/sys/net/ipv4/{name}") || File.Exists($"/proc/sys/net/core/{name}");
}
