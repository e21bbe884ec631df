using Harness.Scenarios.Options;

namespace Harness.Clients.Profiles;

/// <summary>siege 4.0.7; evidence in README.md of this folder.</summary>
internal sealed class SiegeProfile : IClientProfile
{
    public ClientOptions Options { get; } = new()
    {
        Like = "siege",
        Connection = ConnectionHeader.Close,
        Headers =
        [
            "Accept: */*",
            "Accept-Encoding: gzip, deflate",
            "User-Agent: Mozilla/5.0 (pc-x86_64-linux-gnu) Siege/4.0.7",
        ],
        AcceptsShortBody = true,
        ReceiveBuffer = 4096,
        BlocksToRead = true,
    };
}
