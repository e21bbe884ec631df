using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Harness.Scenarios.Options;

namespace Harness.Agent.Hosts;

/// <summary>The addresses of this host.</summary>
internal static class OwnAddress
{
    /// <summary>Whether <paramref name="address"/> is one of them now.</summary>
    public static bool Is(IPAddress address) => IPAddress.IsLoopback(address) || Outward().Contains(address);

    /// <summary>Reads addresses of this host.</summary>
    /// <exception cref="HostException">One is another's.</exception>
    public static IPAddress[] Parse(IReadOnlyList<string> addresses)
    {
        IPAddress[] parsed = [.. addresses.Select(IPAddress.Parse)];
        return parsed.FirstOrDefault(a => !Is(a)) is { } foreign
            ? throw new HostException($"{foreign} is not an address of this host")
            : parsed;
    }

    /// <summary>The address that a name leads to on this host itself.</summary>
    /// <param name="name">The host's name, or an address.</param>
    /// <param name="ip">Which kind.</param>
    /// <exception cref="HostException">It leads to none of this host's that others could reach.</exception>
    public static IPAddress Of(string name, IpVersion ip)
    {
        var family = ip == IpVersion.V6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var own = Outward();
        var found = Lookup(name);
        var example = own.FirstOrDefault(a => a.AddressFamily == family)?.ToString() ?? "...";
        return found.FirstOrDefault(a => a.AddressFamily == family && own.Contains(a)) ?? throw new HostException(
            $"on this host the name {name} leads to "
            + $"{(found.Length > 0 ? string.Join(", ", found.AsEnumerable()) : "nothing")}, "
            + $"which is no IPv{(int)ip} address that others reach it by; "
            + $"give it in the inventory: {{ name: ..., address: {example} }}");
    }

    // Without scope, as addresses are written everywhere else; a link's own addresses mean nothing on another host.
    private static HashSet<IPAddress> Outward() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal),
    ];

    private static IPAddress[] Lookup(string name)
    {
        try
        {
            return IPAddress.TryParse(name, out var address) ? [address] : Dns.GetHostAddresses(name);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
