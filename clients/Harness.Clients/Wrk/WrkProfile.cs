using Harness.Scenarios.Options;

namespace Harness.Clients.Wrk;

/// <summary>wrk 4.1.0 against a server that closes; see README.md in this folder.</summary>
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
