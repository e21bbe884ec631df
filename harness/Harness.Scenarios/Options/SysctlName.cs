using System.Text.RegularExpressions;

namespace Harness.Scenarios.Options;

/// <summary>
/// The name of a kernel setting below net.ipv4 or net.core, as scenarios write it: <c>tcp_tw_reuse</c>, <c>somaxconn</c>.
/// </summary>
public static partial class SysctlName
{
    /// <summary>
    /// Whether <paramref name="text"/> can be such a name. Whether the kernel has the setting is found out in the namespace.
    /// </summary>
    public static bool IsWellFormed(string text) => Pattern().IsMatch(text);

    /// <summary>What to say of a setting that no kernel has any more on which this program runs; null of any other.</summary>
    public static string? WhyGone(string name) => name == "tcp_tw_recycle"
        ? "tcp_tw_recycle is gone: Linux 4.12 took it out, because it dropped the SYNs of clients that share an address; "
            + "a rule of the link does what it did, '{ from: client, kind: syn, do: recycle }' "
            + "(see scenarios/kernel/recycling-fails-clients-that-share-an-address.yaml), and tcp_tw_reuse is still there"
        : null;

    [GeneratedRegex(@"^[a-z][a-z0-9_]{1,60}\z", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
