using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Harness.Agent.Hosts;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Tests.Kernel.Hosts;

/// <summary>No load goes to a server that has not proven to be of the run, whoever asks for it.</summary>
public sealed class ServerProofTests
{
    private static readonly byte[] Token = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void AServerOfTheRun_ProvesItself_OnEachOfItsPorts_AndMayThenBeLoaded()
    {
        using var offer = new ProofOffer(Token, [IPAddress.Loopback], [0, 0]);
        var targets = Targets(Token);

        targets.Prove(new(["127.0.0.1"], offer.Ports));

        offer.Ports.Distinct().Count().ShouldBe(2);
        targets.Require(LoadOn(offer.Ports));
    }

    [Fact]
    public void ANewTrial_BeginsWithoutProof()
    {
        using var offer = new ProofOffer(Token, [IPAddress.Loopback], [0]);
        var targets = Targets(Token);
        targets.Prove(new(["127.0.0.1"], offer.Ports));

        targets.Begin(Prepared(Token));

        Should.Throw<HostException>(() => targets.Require(LoadOn(offer.Ports))).Message.ShouldContain("has not proven");
    }

    [Fact]
    public void AServerOfAnotherRun_ProvesNothing()
    {
        using var offer = new ProofOffer(RandomNumberGenerator.GetBytes(32), [IPAddress.Loopback], [0]);

        ShouldProveNothing(offer.Ports[0], "it answered with 64 bytes that are no proof");
    }

    [Theory]
    [InlineData("echo", "bytes that are no proof")]
    [InlineData("banner", "it answered with 8 bytes that are no proof")]
    [InlineData("closes", "it answered with 0 bytes that are no proof")]
    public void AStranger_ProvesNothing(string kind, string expected)
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        _ = Task.Run(() =>
        {
            using var asker = stranger.AcceptSocket();
            var question = new byte[200];
            var read = asker.Receive(question);
            asker.Send(kind == "echo" ? question[..read] : kind == "banner" ? "SSH-2.0\r\n"u8.ToArray() : []);
            asker.Shutdown(SocketShutdown.Send);
            asker.Receive(question);
        }, TestContext.Current.CancellationToken);

        ShouldProveNothing(((IPEndPoint)stranger.LocalEndpoint).Port, expected);
    }

    [Fact]
    public void NobodyAtAll_ProvesNothing() => ShouldProveNothing(1, "Connection refused");

    [Fact]
    public void AnAnswer_HoldsForOneAddressPortAndNonceOnly()
    {
        var here = new IPEndPoint(IPAddress.Loopback, 1);
        var answer = ServerProof.Answer(Token, "n", here);

        ServerProof.Answer(Token, "n", here).ShouldBe(answer);
        ServerProof.Answer(Token, "m", here).ShouldNotBe(answer);
        ServerProof.Answer(Token, "n", new(IPAddress.Loopback, 2)).ShouldNotBe(answer);
        ServerProof.Answer(Token, "n", new(IPAddress.IPv6Loopback, 1)).ShouldNotBe(answer);
    }

    private static void ShouldProveNothing(int port, string expected)
    {
        var targets = Targets(Token);

        Should.Throw<HostException>(() => targets.Prove(new(["127.0.0.1"], [port]))).Message.ShouldContain(expected);

        Should.Throw<HostException>(() => targets.Require(LoadOn([port])));
    }

    private static LoadTargets Targets(byte[] token)
    {
        var targets = new LoadTargets(isOnHost: true);
        targets.Begin(Prepared(token));
        return targets;
    }

    private static AgentCommand.Prepare Prepared(byte[] token) =>
        new(NetworkKind.Hosts, "127.0.0.1", new Dictionary<string, string>(), Token: token);

    private static AgentCommand.Load LoadOn(IReadOnlyList<int> ports) => new(
        new() { Like = "curl" }, [], ["127.0.0.1"], ports, [], Rows: false, LoadEngine.BuiltIn, LoadShare.Whole, Seed: 0);
}
