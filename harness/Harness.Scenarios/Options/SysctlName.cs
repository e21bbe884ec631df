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

    [GeneratedRegex(@"^[a-z][a-z0-9_]{1,60}\z", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
