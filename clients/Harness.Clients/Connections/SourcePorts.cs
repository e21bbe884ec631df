using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>Which port each connection of a load is to have, as far as the scenario says. Safe for threads.</summary>
/// <param name="source">What it says.</param>
/// <param name="range">The client's ip_local_port_range; null where it cannot be read.</param>
internal sealed class SourcePorts(SourceOptions source, PortRange? range)
{
    private const uint AfterLastPort = 65536;

    private readonly IReadOnlyList<PortRange> windows = source.PortWindow is { } width && range is { } all ? all.Windows(width) : [];
    private uint turn = uint.MaxValue;

    /// <summary>The port to bind to, 0 for one that the kernel chooses, and the window that it chooses from; null: its own range.</summary>
    public (int Port, PortRange? Window) Next()
    {
        if (source.Port is null && windows.Count == 0)
        {
            return (0, null);
        }

        var n = Interlocked.Increment(ref turn);
        return (
            source.Port is { } first ? (int)(first + (n % (AfterLastPort - (uint)first))) : 0,
            windows.Count > 0 ? windows[(int)(n % (uint)windows.Count)] : null);
    }
}
