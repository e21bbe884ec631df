using Harness.Scenarios.Options;

namespace Harness.Clients.Profiles;

/// <summary>curl 7.88.1; evidence in README.md of this folder.</summary>
internal sealed class CurlProfile : IClientProfile
{
    public ClientOptions Options { get; } = new()
    {
        Like = "curl",
        Headers = ["User-Agent: curl/7.88.1", "Accept: */*"],
        ReceiveBuffer = 102400,
        ThreadPerConnection = true,
        WorksBeforeClose = TimeSpan.FromMicroseconds(36),
        NoDelay = true,
    };
}
