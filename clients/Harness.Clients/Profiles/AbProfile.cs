using Harness.Scenarios.Options;

namespace Harness.Clients.Profiles;

/// <summary>ab (ApacheBench) 2.3 without -k; evidence in README.md of this folder.</summary>
internal sealed class AbProfile : IClientProfile
{
    public ClientOptions Options { get; } = new()
    {
        Like = "ab",
        Http = HttpVersion.Http10,
        Headers = ["User-Agent: ApacheBench/2.3", "Accept: */*"],
        Close = new ClientClose.WhenServerCloses(),
        AcceptsShortBody = true,
        ReceiveBuffer = 8192,
    };
}
