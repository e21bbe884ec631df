using Harness.Scenarios.Options;

namespace Harness.Clients.Profiles;

/// <summary>.NET's System.Net.Http.HttpClient; evidence in README.md of this folder.</summary>
internal sealed class HttpClientProfile : IClientProfile
{
    public ClientOptions Options { get; } = new()
    {
        Like = "http_client",
        Close = new ClientClose.ShutdownThenClose(),
        ReceiveBuffer = 4096,
        NoDelay = true,
        DualMode = true,
    };
}
