namespace Harness.Scenarios.Options;

/// <summary>
/// The <c>kernel</c> section: sysctls by their names below net.ipv4 or net.core, set inside the namespaces only and read back.
/// </summary>
public sealed record KernelOptions
{
    /// <summary>For the server's namespace.</summary>
    public IReadOnlyDictionary<string, string> Server { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>For the client's namespace.</summary>
    public IReadOnlyDictionary<string, string> Client { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The settings of one side.</summary>
    public IReadOnlyDictionary<string, string> Of(Tier tier) => tier == Tier.Server ? Server : Client;
}
