using Harness.Scenarios.Options;

namespace Harness.Clients;

/// <summary>The clients that can be imitated.</summary>
public static class ClientProfiles
{
    /// <summary>Each profile by the name that scenarios call it.</summary>
    public static IReadOnlyDictionary<string, ClientOptions> All { get; } = typeof(ClientProfiles).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IClientProfile)))
        .Select(type => ((IClientProfile)Activator.CreateInstance(type)!).Options)
        .ToDictionary(options => options.Like, StringComparer.Ordinal);
}
