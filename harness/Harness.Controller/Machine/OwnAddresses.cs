using System.Net;
using System.Net.NetworkInformation;

namespace Harness.Controller.Machine;

/// <summary>The addresses of this machine: nothing is ever sent to another.</summary>
public static class OwnAddresses
{
    /// <summary>Whether <paramref name="address"/> is one of them now.</summary>
    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain)
            || NetworkInterface.GetAllNetworkInterfaces().Any(i => i.GetIPProperties().UnicastAddresses.Any(a => a.Address.Equals(plain)));
    }
}
