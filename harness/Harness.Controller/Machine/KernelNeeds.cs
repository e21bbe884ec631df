using System.Net.Sockets;
using Harness.Controller.Launching;
using Harness.Scenarios.Options;

namespace Harness.Controller.Machine;

/// <summary>Settings and socket options that a scenario cannot do without, and that a kernel may be too old, or too new, to have.</summary>
public static class KernelNeeds
{
    // <netinet/in.h>
    private const int IpLevel = 0;
    private const int LocalPortRange = 51;

    /// <summary>Why this kernel cannot run <paramref name="scenario"/>; null when it can.</summary>
    public static string? Missing(Scenario scenario)
    {
        string[] missing =
        [
            .. scenario.Needs.Where(name => !IsThere(name)),
            .. scenario.Clients.Any(c => c.Source.PortWindow is not null) && !Takes(LocalPortRange)
                ? ["IP_LOCAL_PORT_RANGE (client.source.port_window)"]
                : Array.Empty<string>(),
        ];
        return missing.Length == 0 ? null : $"Linux {Environment.OSVersion.Version.ToString(2)} has no {string.Join(", no ", missing)}";
    }

    /// <exception cref="MachineException">This kernel cannot run it.</exception>
    internal static void Require(Scenario scenario)
    {
        if (Missing(scenario) is { } why)
        {
            throw new MachineException($"{why}, which this scenario needs");
        }
    }

    /// <summary>Whether a TCP socket takes an option of IP, with the value 0, which changes nothing.</summary>
    internal static bool Takes(int option)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetRawSocketOption(IpLevel, option, BitConverter.GetBytes(0));
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ProtocolOption)
        {
            return false;
        }
    }

    // New namespaces have the settings of the machine's own.
    private static bool IsThere(string name) => File.Exists($"/proc/sys/net/ipv4/{name}") || File.Exists($"/proc/sys/net/core/{name}");
}
