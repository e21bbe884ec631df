using Harness.Scenarios.Options;

namespace Harness.Clients.Profiles;

/// <summary>wrk 4.1.0 against a server that closes; evidence in README.md of this folder.</summary>
internal sealed class WrkProfile : IClientProfile
{
    public ClientOptions Options { get; } = new()
    {
        Like = "wrk",
        ReceiveBuffer = 8192,
        BlocksToRead = true,
        NoDelay = true,
        ProbesFirst = true,
        ReconnectsTwice = true,
        RequestsPerConnection = ClientOptions.NoLimit,
    };
}
