using System.Net;
using System.Text;
using Harness.Clients;
using Harness.Clients.Connections;
using Harness.Clients.Profiles;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Clients;

/// <summary>
/// The imitated clients have their names, and send what the real ones were seen to send (clients/Harness.Clients/Profiles/README.md).
/// </summary>
public sealed class ProfileTests
{
    [Fact]
    public void EveryProfile_IsFoundByName() =>
        ClientProfiles.All.Keys.ShouldBe(["curl", "siege", "ab", "wrk", "http_client"], ignoreOrder: true);

    [Fact]
    public void NoProfile_IsForgottenInTheList() =>
        ClientProfiles.Each().Select(p => p.GetType()).ShouldBe(
            typeof(ClientProfiles).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IClientProfile))),
            ignoreOrder: true);

    [Theory]
    [InlineData("curl", "GET / HTTP/1.1\r\nHost: 10.0.0.1:8080\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n")]
    [InlineData(
        "siege",
        "GET / HTTP/1.1\r\nHost: 10.0.0.1:8080\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\n"
            + "User-Agent: Mozilla/5.0 (pc-x86_64-linux-gnu) Siege/4.0.7\r\nConnection: close\r\n\r\n")]
    [InlineData("ab", "GET / HTTP/1.0\r\nHost: 10.0.0.1:8080\r\nUser-Agent: ApacheBench/2.3\r\nAccept: */*\r\n\r\n")]
    [InlineData("wrk", "GET / HTTP/1.1\r\nHost: 10.0.0.1:8080\r\n\r\n")]
    [InlineData("http_client", "GET / HTTP/1.1\r\nHost: 10.0.0.1:8080\r\n\r\n")]
    public void Request_IsTheseBytes(string like, string text) => Request(ClientProfiles.All[like], "10.0.0.1", 8080).ShouldBe(text);

    [Theory]
    [InlineData("10.0.0.1", 80, "Host: 10.0.0.1\r\n")]
    [InlineData("fd00::1", 8080, "Host: [fd00::1]:8080\r\n")]
    [InlineData("fd00::1", 80, "Host: [fd00::1]\r\n")]
    public void Host_NamesThePortUnlessItIs80_AndBracketsIPv6(string address, int port, string field) =>
        Request(ClientProfiles.All["wrk"], address, port).ShouldContain(field);

    [Fact]
    public void AUrl_GivesThePathAndTheHost_WhereverTheConnectionGoes()
    {
        var target = new Target(ClientProfiles.All["wrk"], IPAddress.Loopback, 8080, new Uri("http://example.test:8080/a/b?c=d"));

        Encoding.ASCII.GetString(target.Request.Span).ShouldBe("GET /a/b?c=d HTTP/1.1\r\nHost: example.test:8080\r\n\r\n");
        target.EndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, 8080));
    }

    [Theory]
    [InlineData("curl", 102400, true, false)]
    [InlineData("siege", 4096, false, true)]
    [InlineData("ab", 8192, false, true)]
    [InlineData("wrk", 8192, true, false)]
    [InlineData("http_client", 4096, true, false)]
    public void Socket_IsUsedAsTheToolUsesIt(string like, int receiveBuffer, bool noDelay, bool acceptsShortBody)
    {
        var client = ClientProfiles.All[like];
        (client.ReceiveBuffer, client.NoDelay, client.AcceptsShortBody).ShouldBe((receiveBuffer, noDelay, acceptsShortBody));
        (client.DualMode, client.ProbesFirst).ShouldBe((like == "http_client", like == "wrk"));
        (client.ReconnectsTwice, client.RequestsPerConnection).ShouldBe(like == "wrk" ? (true, ClientOptions.NoLimit) : (false, 1));
    }

    [Theory]
    [InlineData("curl", typeof(ClientClose.Immediately))]
    [InlineData("siege", typeof(ClientClose.Immediately))]
    [InlineData("ab", typeof(ClientClose.WhenServerCloses))]
    [InlineData("wrk", typeof(ClientClose.Immediately))]
    [InlineData("http_client", typeof(ClientClose.ShutdownThenClose))]
    public void Close_IsTheTools(string like, Type policy) => ClientProfiles.All[like].Close.ShouldBeOfType(policy);

    [Fact]
    public void DualMode_ConnectsToTheMappedAddress_AndNamesTheOrdinaryOne()
    {
        var target = new Target(ClientProfiles.All["http_client"], IPAddress.Parse("10.0.0.1"), 8080);
        target.EndPoint.ToString().ShouldBe("[::ffff:10.0.0.1]:8080");
    }

    private static string Request(ClientOptions client, string address, int port) =>
        Encoding.ASCII.GetString(new Target(client, IPAddress.Parse(address), port).Request.Span);
}
