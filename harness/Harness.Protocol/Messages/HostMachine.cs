namespace Harness.Protocol.Messages;

/// <summary>The machine that an agent runs on.</summary>
/// <param name="Name">What it calls itself, see gethostname(2).</param>
/// <param name="Kernel">Its release, as <c>uname -r</c> says it.</param>
/// <param name="OperatingSystem">The distribution's name.</param>
/// <param name="Architecture">Its processors' kind, such as x64.</param>
/// <param name="Processors">How many the agent may use.</param>
/// <param name="MemoryBytes">How much the agent may use.</param>
/// <param name="IsRoot">Whether the agent has root's rights.</param>
/// <param name="DescriptorLimit">Open files that the agent may have at most (RLIMIT_NOFILE, hard).</param>
public sealed record HostMachine(
    string Name,
    string Kernel,
    string OperatingSystem,
    string Architecture,
    int Processors,
    long MemoryBytes,
    bool IsRoot,
    long DescriptorLimit);
