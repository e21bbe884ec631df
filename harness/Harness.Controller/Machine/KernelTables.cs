using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Controller.Launching;
using Harness.Protocol.Messages;

namespace Harness.Controller.Machine;

/// <summary>
/// How many slots TCP's hash tables have. They are made when the machine starts. The kernel says their sizes then, in dmesg(1);
/// later it says only that of the first.
/// </summary>
/// <param name="Established">That of all connections but listeners, TIME_WAITs included; null when it cannot be read.</param>
/// <param name="Bind">That of local ports in use; null where dmesg is for root alone or has forgotten the start.</param>
internal sealed partial record KernelTables(int? Established, int? Bind)
{
    private static readonly Lazy<Task<KernelTables>> OfThisMachine = new(ReadFromDmesgAsync);

    /// <summary>Those that a side uses.</summary>
    /// <param name="tier">Its tcp_ehash_entries (since Linux 6.1) is negative where it shares the machine's table.</param>
    public static async Task<KernelTables> ReadAsync(NodeEnvironment tier)
    {
        var said = await OfThisMachine.Value;
        return tier.Sysctls.TryGetValue("tcp_ehash_entries", out var text)
            && int.TryParse(text, CultureInfo.InvariantCulture, out var entries)
            ? said with { Established = Math.Abs(entries) }
            : said;
    }

    /// <summary>Of the text that the kernel wrote at its start.</summary>
    internal static KernelTables Parse(string log) => new(Entries(EstablishedEntries().Match(log)), Entries(BindEntries().Match(log)));

    private static async Task<KernelTables> ReadFromDmesgAsync()
    {
        var log = await Tool.RunAsync(["dmesg"], "", CancellationToken.None);
        return log.ExitCode == 0 ? Parse(log.Output) : new(null, null);
    }

    private static int? Entries(Match match) =>
        match.Success ? int.Parse(match.Groups["entries"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"TCP established hash table entries: (?<entries>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EstablishedEntries();

    [GeneratedRegex(@"TCP bind hash table entries: (?<entries>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BindEntries();
}
