using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Controller.Machine;
using Harness.Scenarios.Hosts;

namespace Harness.Cli.Terminal;

/// <summary>What was found out about a host, as a line of <c>doctor</c>.</summary>
internal static class HostFinding
{
    /// <summary>The line of one host.</summary>
    /// <param name="host">Which host.</param>
    /// <param name="found">What it is; null where nobody knows.</param>
    /// <param name="whyNot">Why nobody knows.</param>
    public static Finding Of(HostOptions host, HostEntry? found, string? whyNot) => found is null
        ? new(host.Name, FindingState.Missing, (whyNot ?? "").Split('\n')[0], string.Join('\n', (whyNot ?? "").Split('\n')[1..]))
        : new(host.Name, FindingState.Good, Words(found), "");

    /// <summary>The line of a host from which copied agents were taken away.</summary>
    /// <param name="host">Which host.</param>
    /// <param name="whyNot">Why they were not; null where they were.</param>
    public static Finding OfRemoval(HostOptions host, string? whyNot) => whyNot is null
        ? new(host.Name, FindingState.Good, "no copied agent is left", "")
        : new(host.Name, FindingState.Missing, whyNot, "");

    private static string Words(HostEntry host) =>
        $"{host.Tier} at {host.Address}; {host.Machine.OperatingSystem}, Linux {host.Machine.Kernel}; "
        + $"{Format.Counted(host.Machine.Processors, "processor")} ({host.Machine.Architecture}), "
        + $"{Format.Bytes(host.Machine.MemoryBytes)}; {(host.Machine.IsRoot ? "root" : "an ordinary user")}, "
        + $"{Format.Count(host.Machine.DescriptorLimit)} open files; {host.Build.ToString().ToLowerInvariant()} agent; "
        + HostText.Clock(host);
}
