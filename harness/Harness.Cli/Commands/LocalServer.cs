using System.Net;
using System.Net.Sockets;
using Harness.Controller.Machine;

namespace Harness.Cli.Commands;

/// <summary>A URL that a probe may be pointed at: plain HTTP on an address of this machine.</summary>
internal static class LocalServer
{
    /// <summary>Checks <paramref name="text"/> before anything is sent to it.</summary>
    /// <exception cref="UsageException">It is no such URL.</exception>
    public static async Task<(Uri Url, IPEndPoint EndPoint)> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"'{text}' is not a URL such as http://127.0.0.1:8080/");
        }

        if (url.Scheme == "https")
        {
            throw new UsageException(
                $"'{text}': https is not probed, because TLS says goodbye in its own way before TCP does; "
                + "give the server's plain http port");
        }

        var addresses = await AddressesAsync(url, cancellationToken);
        if (addresses.FirstOrDefault(a => !OwnAddresses.Contains(a)) is { } foreign)
        {
            throw new UsageException($"'{text}': {foreign} is not an address of this machine; a probe goes to this machine only");
        }

        return (url, new IPEndPoint(addresses[0], url.Port));
    }

    private static async Task<IPAddress[]> AddressesAsync(Uri url, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(url.DnsSafeHost, out var literal))
        {
            // As Linux itself connects: an IPv4 address in IPv6 notation has no route over IPv6.
            return [literal.IsIPv4MappedToIPv6 ? literal.MapToIPv4() : literal];
        }

        try
        {
            // Of several, IPv4 comes first, where most servers listen.
            var found = await Dns.GetHostAddressesAsync(url.DnsSafeHost, cancellationToken);
            return [.. found.OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6)];
        }
        catch (SocketException error)
        {
            throw new UsageException($"'{url.DnsSafeHost}' has no address: {error.Message}");
        }
    }
}
