using System.Net;
using System.Text.Json;
using Harness.Agent.Segments;
using Harness.Clients.Connections;
using Harness.Controller.Launching;
using Harness.Linux;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Segments;

namespace Harness.Tests.Pure.Fuzzing;

/// <summary>What comes from a network, another process or the kernel, damaged at random: taken or refused, never more.</summary>
public sealed class WireFuzzTests
{
    private static readonly string[] Requests =
    [
        Request(new AgentCommand.Ping()),
        Request(new AgentCommand.Prepare(NetworkKind.Namespaces, "198.18.0.1", new Dictionary<string, string> { ["a"] = "1" }, "e")),
        Request(new AgentCommand.Watch(TimeSpan.FromSeconds(1), Tier.Client, new(["a"], ["b"], [80]), true, false, Witness: true)),
        Request(new AgentCommand.Listen(new ServerOptions { Close = new ServerClose.After(TimeSpan.FromSeconds(1)) }, ["198.18.0.1"])),
        Request(new AgentCommand.Trace()), Request(new AgentCommand.States([new("198.18.0.2:40000", "198.18.0.1:8080")])),
        Request(new AgentCommand.Census()), Request(new AgentCommand.Finish()),
    ];

    private static readonly string[] Messages =
    [
        Message(null, new AgentReport.Hello(ProtocolVersion.Current, "0.1.0", AgentBuild.Native, "clock")),
        Message(1, new AgentReport.Pong(12345)), Message(2, new AgentReport.Listening([8080])),
        Message(3, new AgentReport.CensusPart(["6 1 198.18.0.1:8080 198.18.0.2:40000"], IsLast: true)),
        Message(4, new AgentReport.Finished(new RoleReport { Connections = new() { Opened = 5 } })),
        Message(6, new AgentReport.StatesSeen([new(0, 1, 2, TcpState.LastAck, false)], 0)),
        Message(7, new AgentReport.Traced([new(new("c", "s"), ["r"], [new(1, null, new(Tier.Client, 2, 3, 4, 5, 6, 7), [], 0)], 0)])),
        Message(5, new AgentReport.Refused(RefusalKind.Machine, "no")), Message(null, new AgentReport.Captured([1, 2, 3])),
    ];

    [Fact]
    public void RequestsToAnAgent() => Mutator.TryText<JsonException>(
        3000, Requests, line => ProtocolJson.ReadRequest(line).Command.ShouldNotBeNull());

    [Fact]
    public void MessagesOfAnAgent() => Mutator.TryText<JsonException>(
        3000, Messages, line => ProtocolJson.ReadMessage(line).Report.ShouldNotBeNull());

    [Fact]
    public void AChannel_EndsWithAWord_WhateverItsAgentSays() => Mutator.TryText<AgentException>(100, [string.Join('\n', Messages)], text =>
    {
        using var channel = new AgentChannel(new NodeId("server"), new StringReader(text), TextWriter.Null, () => Task.FromResult("gone"));
        channel.PassOn((_, _) => { });

        channel.Closed.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken).ShouldBeTrue();
        (channel.Closed.Result ?? "its output could not be read").ShouldStartWith("its output could not be read");
    });

    [Fact]
    public void CensusLines() => Mutator.TryText<FormatException>(
        2000, ["6 1 198.18.0.1:8080 198.18.0.2:40000", "1 0 [2001:db8::1]:80 [2001:db8::2]:65535"], line => CensusLine.TryParse(line));

    [Fact]
    public void Packets()
    {
        var ends = (From: new IPEndPoint(0x020000C0, 40000), To: new IPEndPoint(0x010000C0, 80));
        var plain = Wire.Packet(ends.From, ends.To, TcpFlags.Syn, 1, 0, 0);
        byte[] withOptions = [0x47, 0, 0, 48, .. plain[4..20], .. new byte[8], .. plain[20..]];
        var wide = Wire.Packet(new(IPAddress.Parse("2001:db8::1"), 1), new(IPAddress.Parse("2001:db8::2"), 80), TcpFlags.Fin, 7, 9, 100);
        byte[] hopByHop = [.. wide[..6], 0, .. wide[7..40], 6, 0, .. new byte[6], .. wide[40..]];
        TcpSegment.TryRead(withOptions, out _).ShouldBeTrue();
        TcpSegment.TryRead(hopByHop, out _).ShouldBeTrue();

        var table = new ConnectionTable(Wire.Hop, keepsAll: true);
        var isSent = false;
        Mutator.Try<InvalidDataException>(20_000, [plain, withOptions, wide, hopByHop], packet =>
        {
            if (TcpSegment.TryRead(packet, out var segment))
            {
                table.Observe(segment, isSent = !isSent);
            }
        });
        table.Tally().Opened.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void ResponsesOfAServer() => Mutator.Try<InvalidDataException>(
        10_000,
        [
            [.. "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8],
            [.. "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nT: v\r\n\r\n"u8],
            [.. "HTTP/1.0 304 Not Modified\nContent-Length: 18446744073709551615\n\n"u8],
        ],
        response =>
        {
            var parser = new ResponseParser();
            parser.Start();
            var taken = parser.Take(response.AsSpan(0, response.Length / 2));
            taken.ShouldBeInRange(0, response.Length / 2);
            parser.Take(response.AsSpan(response.Length / 2)).ShouldBeInRange(0, response.Length);
        });

    [Fact]
    public void TablesOfTheKernel()
    {
        Mutator.TryText<FormatException>(
            3000,
            ["Tcp: RtoMin ActiveOpens\nTcp: 200 -1\nTcpExt: TW TWKilled\nTcpExt: 3 4\n"],
            text => KernelCounters.Parse(text, []));
        Mutator.Try<FormatException>(
            3000,
            [[.. "sockets: used 9\nTCP: inuse 5 orphan 0 tw 28000 alloc 7 mem 1\n"u8]],
            text => SockStat.Parse(text, "TCP:"u8, " tw "u8));
    }

    private static string Request(AgentCommand command) =>
        JsonSerializer.Serialize(new AgentRequest(1, new NodeId("server"), command), ProtocolJson.OneLine.AgentRequest);

    private static string Message(long? answers, AgentReport report) =>
        JsonSerializer.Serialize(new AgentMessage(new NodeId("server"), answers, report), ProtocolJson.OneLine.AgentMessage);
}
