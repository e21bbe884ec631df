using Harness.Scenarios.Options;

namespace Harness.Clients;

/// <summary>An imitated client. Every class of this assembly that implements it is found by <see cref="ClientProfiles"/>; its folder holds the evidence.</summary>
internal interface IClientProfile
{
    /// <summary>How the tool opens, uses and closes a connection; <see cref="ClientOptions.Like"/> is its name in scenarios.</summary>
    ClientOptions Options { get; }
}
