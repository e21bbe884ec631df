using System.Net.Sockets;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Protocol.Probing;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Probing;

/// <summary><c>probe server</c> on servers that people run. On loopback: they are not in a namespace of ours in life either.</summary>
public sealed class ProbeServerTests
{
    // For servers that end idle connections: however late a busy machine notices, it is not taken for never.
    private const string LongWait = "30s";

    [Fact]
    public async Task NginxWithoutKeepAlive_ClosesPlainly_AndHoldsTheTimeWaitsOfAb()
    {
        Tools.Require("nginx");
        await using var nginx = await LocalServer.NginxAsync(keepAlive: 0);

        var probe = await ProbeAsync(nginx.Url, LongWait);

        (probe.WithClose.Ending, probe.WithClose.Answered).ShouldBe((ServerEnding.PlainClose, true));
        probe.KeepAlive.Kept.ShouldBeFalse();
        Holds(probe, "ab").ShouldBe((Made(probe, "ab"), 0));
    }

    [Fact]
    public async Task NginxWithKeepAlive_ClosesIdleConnections_AndLeavesTheTimeWaitsToClientsThatCloseByLength()
    {
        Tools.Require("nginx");
        await using var nginx = await LocalServer.NginxAsync(keepAlive: 2);

        var probe = await ProbeAsync(nginx.Url, LongWait);

        probe.WithClose.Ending.ShouldBe(ServerEnding.PlainClose);
        probe.KeepAlive.Kept.ShouldBeTrue();
        probe.KeepAlive.IdleSeconds.ShouldNotBeNull().ShouldBeGreaterThan(1.5);
        Holds(probe, "curl").ShouldBe((0, Made(probe, "curl")));
        Holds(probe, "ab").ShouldBe((Made(probe, "ab"), 0));
        // The body is read for lingering_timeout (1 s), so that the answer is not lost to an RST.
        var unread = probe.UnreadBody.ShouldNotBeNull();
        (unread.Answered, unread.Ending is ServerEnding.Reset).ShouldBe((true, false));
    }

    [Fact]
    public async Task Lighttpd_HalfCloses_AndDrains()
    {
        Tools.Require("lighttpd");
        await using var lighttpd = await LocalServer.LighttpdAsync();

        var probe = await ProbeAsync(lighttpd.Url);

        // 5 s in lighttpd's source; the probe waits for 4.
        (probe.WithClose.Ending, probe.WithClose.DrainSeconds, probe.WithClose.DrainIsLonger)
            .ShouldBe((ServerEnding.HalfCloseThenDrain, 4, true));
        (probe.KeepAlive.Kept, probe.KeepAlive.IdleSeconds).ShouldBe((true, null));
        Holds(probe, "curl").ShouldBe((0, Made(probe, "curl")));
        Holds(probe, "ab").ShouldBe((Made(probe, "ab"), 0));
    }

    [Fact]
    public async Task Kestrel_ClosesPlainly_KeepsConnections_AndIsUnderstoodThoughItAnswersInChunks()
    {
        await using var kestrel = await LocalServer.KestrelAsync();

        var probe = await ProbeAsync(kestrel.Url, LongWait);

        (probe.WithClose.Ending, probe.WithClose.Answered).ShouldBe((ServerEnding.PlainClose, true));
        probe.KeepAlive.Kept.ShouldBeTrue();
        probe.KeepAlive.IdleSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
        Holds(probe, "curl").ShouldBe((0, Made(probe, "curl")));
        Holds(probe, "ab").ShouldBe((Made(probe, "ab"), 0));
    }

    [Fact]
    public async Task TimeWaitsThatWereThereBefore_AreNotCounted()
    {
        await using var kestrel = await LocalServer.KestrelAsync();
        var first = await ProbeAsync(kestrel.Url, LongWait);

        var second = await ProbeAsync(kestrel.Url, LongWait);

        Holds(first, "http_client").ShouldBe((0, Made(first, "http_client")));
        Holds(second, "http_client").ShouldBe((0, Made(second, "http_client")));
        second.Clients.ShouldAllBe(c => c.Connections == 20 && c.ServerTimeWait + c.ClientTimeWait + c.Reset >= 20);
        second.Clients.ShouldAllBe(c => c.ServerTimeWait <= 20 && c.ClientTimeWait <= 20);
    }

    [Fact]
    public async Task AName_IsResolved_AndTheVerdictIsShown()
    {
        await using var kestrel = await LocalServer.KestrelAsync();

        var ended = (await HarnessProgram.RunAsync("probe", "server", "--wait", "4s", $"http://localhost:{kestrel.Port}/"))
            .ShouldExitWith(0);

        ended.Output.ShouldContain("After a request with Connection: close, it closes first");
        ended.Output.ShouldContain("It keeps connections and closes idle ones after");
        ended.Output.ShouldContain("as client");
        ended.Output.ShouldContain("\n  curl ");
        ended.Error.ShouldContain("probing: requests with Connection: close");
    }

    [Theory]
    [InlineData("http://192.0.2.1/", "192.0.2.1 is not an address of this machine")]
    [InlineData("http://0.0.0.0:8080/", "0.0.0.0 is not an address of this machine")]
    [InlineData("http://[2001:db8::1]/", "2001:db8::1 is not an address of this machine")]
    [InlineData("https://127.0.0.1/", "https is not probed")]
    [InlineData("127.0.0.1:8080", "is not a URL such as http://127.0.0.1:8080/")]
    [InlineData("ftp://127.0.0.1/", "is not a URL such as http://127.0.0.1:8080/")]
    public async Task WhatIsNotAPlainServerOfThisMachine_EndsWith2_BeforeAnythingIsSent(string url, string expected) =>
        (await HarnessProgram.RunAsync("probe", "server", url)).ShouldExitWith(2).Error.ShouldContain(expected);

    [Fact]
    public async Task WhereNobodyListens_EndsWith3()
    {
        int port;
        await using (var gone = await LocalServer.KestrelAsync())
        {
            port = gone.Port;
        }

        (await HarnessProgram.RunAsync("probe", "server", "--quiet", $"http://127.0.0.1:{port}/"))
            .ShouldExitWith(3).Error.ShouldContain("ECONNREFUSED");
    }

    [Fact]
    public async Task WhatDoesNotSpeakHttp_EndsWith3()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerAsync(listener);

        var ended = (await HarnessProgram.RunAsync("probe", "server", "--quiet", "--wait", "1s", $"http://{listener.LocalEndpoint}/"))
            .ShouldExitWith(3);

        ended.Error.ShouldContain("does not speak HTTP/1");
    }

    [Fact]
    public async Task CtrlC_EndsWith130()
    {
        await using var kestrel = await LocalServer.KestrelAsync();
        using var program = HarnessProgram.Start(["probe", "server", "--wait", "60s", kestrel.Url]);
        await program.ErrorSaysAsync("probing:");
        program.Signal("INT");

        (await program.EndAsync()).ShouldExitWith(130);
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync("220 mail\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the test.
        }
    }

    // 20, or what a busy machine leaves time for.
    private static long Made(ServerProbe probe, string client)
    {
        var made = probe.Clients.Single(c => c.Client == client).Connections;
        made.ShouldBeInRange(1, 20);
        return made;
    }

    private static (long? Server, long Client) Holds(ServerProbe probe, string client)
    {
        var found = probe.Clients.Single(c => c.Client == client);
        found.Errors.ShouldBeEmpty();
        return (found.ServerTimeWait, found.ClientTimeWait);
    }

    private static async Task<ServerProbe> ProbeAsync(string url, string wait = "4s")
    {
        var ended = (await HarnessProgram.RunAsync("probe", "server", "--quiet", "--json", "--wait", wait, url)).ShouldExitWith(0);
        return JsonSerializer.Deserialize(ended.Output, ResultJson.Indented.ServerProbe)!;
    }
}
