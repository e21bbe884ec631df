using System.Globalization;
using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>
/// The addresses of nodes in namespaces. RFC 2544 and RFC 5180 set 198.18.0.0/15 and 2001:2::/48 aside for benchmarks between
/// hosts; no route leads out.
/// </summary>
/// <param name="ip">IPv4 or IPv6.</param>
internal sealed class NodeAddresses(IpVersion ip)
{
    /// <summary>The length of the prefix that all of them share.</summary>
    public int Prefix => ip == IpVersion.V6 ? 64 : 16;

    /// <summary>One of the addresses of one node.</summary>
    /// <param name="tier">The node's.</param>
    /// <param name="node">Which of its tier, from 0.</param>
    /// <param name="number">Which of the node's addresses, from 0; at most 63.</param>
    public string Of(Tier tier, int node, int number)
    {
        // The first node of a tier has short addresses: most trials have no other.
        var t = tier == Tier.Server ? 1 : 2;
        return (ip, node, number) switch
        {
            (IpVersion.V6, 0, 0) => Text($"2001:2::{t}"),
            (IpVersion.V6, 0, _) => Text($"2001:2::{t}:{number:x}"),
            (IpVersion.V6, _, _) => Text($"2001:2::{t}:{node:x}:{number + 1:x}"),
            (_, 0, 0) => Text($"198.18.0.{t}"),
            (_, 0, _) => Text($"198.18.{t}.{number}"),
            _ => Text($"198.18.{(64 * t) + node}.{number + 1}"),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
