using Harness.Scenarios.Options;

namespace Harness.Clients.HttpClient;

/// <summary>.NET's System.Net.Http.HttpClient; see README.md in this folder.</summary>
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
