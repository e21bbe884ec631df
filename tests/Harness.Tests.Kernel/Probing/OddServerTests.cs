using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Protocol.Probing;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Probing;

/// <summary><c>probe server</c> on servers that each do one odd thing, as some do in life.</summary>
public sealed class OddServerTests
{
    private const string Answer = @"b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'";
    private const string ZeroLinger = "c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))";

    [Theory]
    [InlineData("pass")]
    [InlineData("time.sleep(.1)")]
    public async Task AFinAndThenAnRst_IsNoPlainClose(string between)
    {
        var probe = await ProbeAsync($"c.recv(9999); c.sendall({Answer}); c.shutdown(socket.SHUT_WR); {between}; {ZeroLinger}; c.close()");

        probe.WithClose.Ending.ShouldBe(ServerEnding.FinThenReset);
        probe.Clients.Count.ShouldBe(5);
    }

    [Fact]
    public async Task ALimitOnRequests_IsFound_AndSoIsTheIdleTimeOutBeyondIt()
    {
        var probe = await ProbeAsync(
            """
            c.settimeout(1)
             try:
              for i in range(3): c.recv(9999) and c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
             except TimeoutError: pass
             c.close()
            """);

        (probe.KeepAlive.Kept, probe.KeepAlive.RequestLimit).ShouldBe((true, 3));
        probe.KeepAlive.IdleSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task AnAnswerThatNobodyAskedFor_DoesNotHideTheIdleTimeOut()
    {
        var probe = await ProbeAsync(
            """
            c.settimeout(1)
             try:
              while c.recv(9999): c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
             except TimeoutError: c.sendall(b'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n')
             c.close()
            """);

        probe.KeepAlive.UnaskedStatus.ShouldBe(408);
        probe.KeepAlive.IdleSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task AServerThatEndsOnTheWay_IsSaidToBeGone()
    {
        await using var server = await LocalServer.PythonAsync($"c.recv(9999); c.sendall({Answer}); c.close()", connections: 40);

        var ended = await HarnessProgram.RunAsync("probe", "server", "--quiet", "--wait", "2s", server.Url);

        ended.ShouldExitWith(4).Output.ShouldContain("The server is gone (ECONNREFUSED)");
        ended.Output.ShouldNotContain("namespace");
    }

    [Theory]
    [InlineData("c.recv(99); c.sendall(b'-ERR unknown command\\r\\n'); c.close()")]
    [InlineData("c.close()")]
    public async Task WhatDoesNotSpeakHttp_IsNotProbed(string script)
    {
        await using var server = await LocalServer.PythonAsync(script);

        var ended = await HarnessProgram.RunAsync("probe", "server", "--quiet", "--wait", "500ms", server.Url);

        ended.ShouldExitWith(3).Error.ShouldContain("does not speak HTTP/1");
    }

    [Fact]
    public async Task SlowAnswers_GetFewerConnections_SoThatTheProbeEnds()
    {
        var probe = await ProbeAsync($"c.recv(9999); time.sleep(1); c.sendall({Answer}); c.close()", wait: "1500ms");

        probe.Clients.ShouldAllBe(c => c.Connections == 1);
        probe.Verdict.ShouldContain(s => s.StartsWith("Slow answers or ends leave time for fewer connections", StringComparison.Ordinal));
    }

    private static async Task<ServerProbe> ProbeAsync(string script, string wait = "3s")
    {
        await using var server = await LocalServer.PythonAsync(script);
        var ended = await HarnessProgram.RunAsync("probe", "server", "--quiet", "--json", "--wait", wait, server.Url);
        ended.ShouldExitWith(0);
        var probe = JsonSerializer.Deserialize(ended.Output, ResultJson.Indented.ServerProbe)!;

        // Whatever the server does: each connection is in one column.
        probe.Clients.ShouldAllBe(c => c.ServerTimeWait + c.ClientTimeWait - c.Both + c.Reset + c.Open == c.Connections);
        return probe;
    }
}
