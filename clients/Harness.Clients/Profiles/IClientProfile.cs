using Harness.Scenarios.Options;

namespace Harness.Clients.Profiles;

/// <summary>An imitated client, named in <see cref="ClientProfiles"/>. README.md of this folder holds the evidence.</summary>
internal interface IClientProfile
{
    /// <summary>How the tool opens, uses and closes a connection; <see cref="ClientOptions.Like"/> is its name in scenarios.</summary>
    ClientOptions Options { get; }
}
