using Harness.Cli;
using Harness.Scenarios.Language;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Hosts;

/// <summary>What a scenario must not ask of other people's machines, and where that is said.</summary>
public sealed class HostRuleTests
{
    private const string Plain = "name: x\nserver: {}\nclient: { like: ab }\nload: [{ inject: { rate: 1, during: 1s } }]\n";

    [Fact]
    public void TheOptionMakesItOfAnyScenario_WhateverItsNetworkIs()
    {
        OnHosts(Plain).Scenario.Network.ShouldBe(NetworkKind.Hosts);
        OnHosts(Plain + "network: loopback\n").Scenario.Network.ShouldBe(NetworkKind.Hosts);
        OnHosts(Plain + "sweep: { network: [namespaces, loopback] }\n").Trials.ShouldHaveSingleItem()
            .Scenario.Network.ShouldBe(NetworkKind.Hosts);
    }

    [Fact]
    public void WithoutTheOption_ItIsRefused() =>
        Should.Throw<ScenarioException>(() => new ScenarioPlanner(Home.Vocabulary).Plan(Plain + "network: hosts\n", "x.yaml"))
            .Message.ShouldContain("x.yaml:5:10: network: '--hosts FILE' makes this of any scenario");

    [Theory]
    [InlineData("kernel: { server: { tcp_tw_reuse: 1 } }", "x.yaml:5:9: kernel: on hosts these would change the settings of machines")]
    [InlineData("then: [{ set: { client: { tcp_tw_reuse: 1 } } }]", "then.0: on hosts 'set' would change the settings of machines")]
    [InlineData("link: { rtt: 1ms }", "x.yaml:5:7: link: between hosts there is a real wire")]
    [InlineData("sample: { witness: true }", "sample.witness: on hosts it would capture everybody's segments")]
    [InlineData("at_once: 2", "x.yaml:5:10: at_once: on hosts all trials would share the machines")]
    public void WhatWouldChangeAHost_IsRefused_WithItsPlace(string line, string expected) =>
        Should.Throw<ScenarioException>(() => OnHosts($"{Plain}{line}\n")).Message.ShouldContain(expected);

    [Theory]
    [InlineData("server.addresses=2", "server.addresses: a host has the address that the inventory names")]
    [InlineData("client.source.addresses=2", "client.source.addresses: a host has the address that the inventory names")]
    public void WhatAHostDoesNotHave_IsRefused(string setting, string expected)
    {
        var parts = setting.Split('=');
        Should.Throw<ScenarioException>(() => OnHosts(Plain, new Setting("--set", parts[0], parts[1]))).Message.ShouldContain(expected);
    }

    private static RunPlan OnHosts(string text, params Setting[] settings) =>
        new ScenarioPlanner(Home.Vocabulary).Plan(text, "x.yaml", [.. settings, HostRules.Network]);
}
