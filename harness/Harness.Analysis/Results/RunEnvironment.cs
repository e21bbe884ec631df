using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Results;

/// <summary>environment.json: the machine and the settings of a run, all of them read and none assumed.</summary>
public sealed record RunEnvironment
{
    /// <summary>This program's version.</summary>
    public required string HarnessVersion { get; init; }

    /// <summary>The words of the command line that made the run, without the program's own name.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>Whether the sides ran in namespaces or on loopback.</summary>
    public required NetworkKind Network { get; init; }

    /// <summary>The kernel's release, as <c>uname -r</c> says it.</summary>
    public required string Kernel { get; init; }

    /// <summary>The distribution's name.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>x64, arm64, ...</summary>
    public required string Architecture { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The processor's model name.</summary>
    public required string Cpu { get; init; }

    /// <summary>Processors that this process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Physical memory of the machine.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Whether the run was made as root; otherwise namespaces came from a user namespace.</summary>
    public required bool IsRoot { get; init; }

    /// <summary>
    /// Bytes of kernel memory that one TIME_WAIT of this IP version takes: the object size of its slab, read from /proc/slabinfo; null
    /// where only root can read that.
    /// </summary>
    public int? TimeWaitBytes { get; init; }

    /// <summary>Programs that the run used, and their versions.</summary>
    public IReadOnlyDictionary<string, string> Tools { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The hosts that the nodes stood on; none on one machine. The machine above is the controller's then.</summary>
    public IReadOnlyList<HostEntry> Hosts { get; init; } = [];

    /// <summary>The server's side, as its first trial found it.</summary>
    public NodeEnvironment? Server { get; init; }

    /// <summary>The client's side, as its first trial found it.</summary>
    public NodeEnvironment? Client { get; init; }
}
