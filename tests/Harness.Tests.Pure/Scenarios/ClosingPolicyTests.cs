using System.Text.Json;
using Harness.Cli;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What each closing policy says of itself, and that none is forgotten where policies are named.</summary>
public sealed class ClosingPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A policy; whether it may close first, resets, stays open, needs a precise delay; how a scenario writes it.</summary>
    public static TheoryData<ServerClose, bool, bool, bool, bool, string> OfTheServer => new()
    {
        { new ServerClose.Immediately(), true, false, false, false, "immediately" },
        { new ServerClose.After(Second), true, false, false, true, "{ after: 1s }" },
        { new ServerClose.WhenClientCloses(), false, false, false, false, "when_client_closes" },
        { new ServerClose.Never(), false, false, true, false, "never" },
        { new ServerClose.Reset(), false, true, false, false, "reset" },
        { new ServerClose.Linger(Second), true, false, false, false, "{ linger: 1s }" },
        { new ServerClose.HalfCloseThenDrain(Second), true, false, false, false, "{ half_close_then_drain: { at_most: 1s } }" },
        { new ServerClose.KeepAlive(Second, 7), true, false, false, false, "{ keep_alive: { idle: 1s, requests: 7 } }" },
    };

    /// <summary>The same for the client.</summary>
    public static TheoryData<ClientClose, bool, bool, bool, bool, string> OfTheClient => new()
    {
        { new ClientClose.Immediately(), true, false, false, false, "immediately" },
        { new ClientClose.After(Second), true, false, false, true, "{ after: 1s }" },
        { new ClientClose.WhenServerCloses(), false, false, false, false, "when_server_closes" },
        { new ClientClose.Never(), false, false, true, false, "never" },
        { new ClientClose.Reset(), false, true, false, false, "reset" },
        { new ClientClose.ResetWhenServerCloses(), false, true, false, false, "reset_when_server_closes" },
        { new ClientClose.Linger(Second), true, false, false, false, "{ linger: 1s }" },
        { new ClientClose.ShutdownThenClose(), true, false, false, false, "shutdown_then_close" },
    };

    [Theory]
    [MemberData(nameof(OfTheServer))]
    public void AServersPolicy_SaysWhatItIs_AndHasOneWordInScenariosAndMessages(
        ServerClose policy, bool mayCloseFirst, bool resets, bool staysOpen, bool needsDelay, string text)
    {
        (policy.MayCloseFirst, policy.Resets, policy.StaysOpen).ShouldBe((mayCloseFirst, resets, staysOpen));
        policy.NeedsPreciseDelay.ShouldBe(needsDelay);
        policy.KeepsAlive.ShouldBe(policy is ServerClose.KeepAlive);
        Plan($"close: {text}", "like: curl").Server.Close.ShouldBe(policy);
        Json(new AgentCommand.Listen(new() { Close = policy }, []), "server").ShouldContain($"{{\"policy\":\"{Word(text)}\"");
        Json(new AgentCommand.Listen(new() { Close = policy }, []), "server").ShouldNotContain("may_close_first");
        Harness.Servers.Closing.ClosingPolicy.Of(policy).GetType().Name.ShouldBe(policy.GetType().Name);
    }

    [Theory]
    [MemberData(nameof(OfTheClient))]
    public void AClientsPolicy_SaysWhatItIs_AndHasOneWordInScenariosAndMessages(
        ClientClose policy, bool mayCloseFirst, bool resets, bool staysOpen, bool needsDelay, string text)
    {
        (policy.MayCloseFirst, policy.Resets, policy.StaysOpen).ShouldBe((mayCloseFirst, resets, staysOpen));
        policy.NeedsPreciseDelay.ShouldBe(needsDelay);
        Plan("", $"like: curl, close: {text}").Client.Close.ShouldBe(policy);
        var client = new ClientOptions { Like = "", Close = policy };
        var load = new AgentCommand.Load(client, [], [], [], [], false, LoadEngine.BuiltIn, LoadShare.Whole, Seed: 0);
        Json(load, "client").ShouldContain($"{{\"policy\":\"{Word(text)}\"");
        Json(load, "client").ShouldNotContain("may_close_first");
        var closing = Harness.Clients.Closing.ClosingPolicy.Of(policy);
        closing.GetType().Name.ShouldBe(policy.GetType().Name);
        (closing.Delay is not null).ShouldBe(needsDelay);
        closing.Blocks.ShouldBe(policy is ClientClose.Linger);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("1500ms")]
    [InlineData("61m")]
    [InlineData("1")]
    [InlineData("forever")]
    public void ALingerThatTheKernelCouldNotTake_IsRefusedAtItsPlace_WithTheWordForNone(string time)
    {
        foreach (var (server, client, key) in new[]
        {
            ($"close: {{ linger: {time} }}", "like: curl", "server.close.linger"),
            ("", $"like: curl, close: {{ linger: {time} }}", "client.close.linger"),
        })
        {
            var error = Should.Throw<ScenarioException>(() => Plan(server, client)).Errors.ShouldHaveSingleItem();
            error.Message.ShouldContain("linger: ");
            error.Message.ShouldContain("expected whole seconds from 1s to 1h");
            error.Message.ShouldContain("'reset' is what 0 does");
        }
    }

    [Fact]
    public void NoPolicy_IsForgottenHere()
    {
        OfTheServer.Select(p => p.Data.Item1.GetType()).ShouldBe(typeof(ServerClose).GetNestedTypes(), ignoreOrder: true);
        OfTheClient.Select(p => p.Data.Item1.GetType()).ShouldBe(typeof(ClientClose).GetNestedTypes(), ignoreOrder: true);
    }

    private static string Word(string text) => text.Trim('{', ' ').Split(':')[0];

    private static string Json(AgentCommand command, string part) =>
        JsonSerializer.SerializeToElement(command, ProtocolJson.OneLine.AgentCommand).GetProperty(part).GetProperty("close").GetRawText();

    private static Scenario Plan(string server, string client) => new ScenarioPlanner(Home.Vocabulary).Plan(
        $"name: x\nserver: {{ {server} }}\nclient: {{ {client} }}\nload: [{{ pause: {{ during: 1s }} }}]\n", "x.yaml").Scenario;
}
