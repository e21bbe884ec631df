using System.Globalization;
using Harness.Scenarios.Options;

namespace Harness.Scenarios.Language;

/// <summary>What must hold of the addresses and ports that clients connect from.</summary>
internal static class SourceRules
{
    private const string Range = "ip_local_port_range";

    /// <summary>Each rule broken, with the key at which to report it.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario)
    {
        var source = scenario.Client.Source;
        if (source.Port is not null && source.Bind != SourceBind.AddressAndPort)
        {
            yield return new(
                "client.source.bind",
                "a port that is given is bound with its address: write 'bind: address_and_port', or leave 'bind' or 'port' out");
        }
        else if (source is { Addresses: > 1, Bind: SourceBind.Never })
        {
            yield return new(
                "client.source.addresses",
                "a socket that is not bound takes the first of them; add 'bind: address', or 'bind: address_and_port'");
        }

        if (source is { ReuseAddress: true, Bind: SourceBind.Never, Port: null })
        {
            yield return new(
                "client.source.reuse_address",
                "SO_REUSEADDR does something for a socket that is bound; add 'bind: address', or 'bind: address_and_port'");
        }

        if (source is { Port: not null, PortWindow: not null })
        {
            yield return new(
                "client.source.port_window",
                "it is for ports that the kernel chooses, and 'port' leaves it no choice; leave one of them out");
        }

        if (source.PortWindow is { } window && WidthOf(scenario.Kernel.Client.GetValueOrDefault(Range)) is { } width && window > width)
        {
            yield return new(
                "client.source.port_window", $"{Range} under kernel.client has only {width} ports; use a smaller window, or widen it");
        }
    }

    // Null: not set, or nothing that the kernel will take, which then says so itself.
    private static int? WidthOf(string? range) =>
        range?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var low, var high]
        && int.TryParse(low, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(high, CultureInfo.InvariantCulture, out var last)
            ? last - first + 1
            : null;
}
