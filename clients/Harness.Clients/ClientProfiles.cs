using Harness.Clients.Profiles;
using Harness.Scenarios.Options;

namespace Harness.Clients;

/// <summary>The clients that can be imitated.</summary>
public static class ClientProfiles
{
    /// <summary>Each profile by the name that scenarios call it.</summary>
    public static IReadOnlyDictionary<string, ClientOptions> All { get; } = Each()
        .ToDictionary(p => p.Options.Like, p => p.Options, StringComparer.Ordinal);

    // A list instead of a search through the assembly: a native program has no types to search for. A test finds the one that is not in it.
    internal static IEnumerable<IClientProfile> Each() =>
    [
        new AbProfile(),
        new CurlProfile(),
        new HttpClientProfile(),
        new SiegeProfile(),
        new WrkProfile(),
    ];
}
