using Harness.Cli;
using Harness.Clients;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What a scenario file says is read with its defaults, written back as it was read, and refused when it is wrong.</summary>
public sealed class ScenarioFileTests : IDisposable
{
    private const string Smallest =
        """
        name: smallest
        server: {}
        client: { like: curl }
        load: [{ iterations_for_constant: { copies: 2, iterations: 10 } }]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("harness-scenario-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatIsLeftOut_HasItsDefault_AndTheProfileFillsTheClient()
    {
        var scenario = Plan(Smallest).Scenario;

        scenario.Network.ShouldBe(NetworkKind.Namespaces);
        scenario.Server.ShouldBe(new ServerOptions { Ports = scenario.Server.Ports });
        scenario.Client.ReceiveBuffer.ShouldBe(ClientProfiles.All["curl"].ReceiveBuffer);
        scenario.Client.Close.ShouldBe(new ClientClose.Immediately());
        scenario.Sample.ShouldBe(new SampleOptions());
        scenario.Load.ShouldBe([new LoadStep.IterationsForConstant(2, 10)]);
    }

    [Fact]
    public void AFieldOfTheProfile_CanBeOverridden()
    {
        var client = Plan(Smallest.Replace("like: curl", "like: curl, close: { after: 1.5ms }, receive_buffer: 100")).Scenario.Client;

        client.Close.ShouldBe(new ClientClose.After(TimeSpan.FromMicroseconds(1500)));
        client.ReceiveBuffer.ShouldBe(100);
        client.Headers.ShouldBe(ClientProfiles.All["curl"].Headers);
    }

    [Theory]
    [InlineData("tcp_tw_reuse", true)]
    [InlineData("somaxconn", true)]
    [InlineData("9tcp", false)]
    [InlineData("tcp.tw", false)]
    [InlineData("../../kernel/panic", false)]
    [InlineData("tcp_tw_reuse x", false)]
    public void ASysctlsName_HasOneRule_InKernelAndInNeeds(string name, bool isRight)
    {
        var quoted = $"\"{name}\"";

        Errors($"{Smallest}\nkernel: {{ client: {{ {quoted}: 1 }} }}").Any().ShouldBe(!isRight);
        Errors($"{Smallest}\nneeds: [{quoted}]").Any().ShouldBe(!isRight);
    }

    [Theory]
    [InlineData("immediately")]
    [InlineData("after: 400us")]
    [InlineData("when_client_closes")]
    [InlineData("never")]
    [InlineData("reset")]
    [InlineData("half_close_then_drain: {at_most: 5s}")]
    [InlineData("keep_alive: {idle: 1500ms, requests: 7}")]
    public void EveryServerPolicy_IsWrittenBackAsItWasRead(string policy)
    {
        var written = policy.Contains(':') ? $"{{{policy}}}" : policy;

        Plan(Smallest.Replace("server: {}", $"server: {{ close: {written} }}")).ScenarioText.ShouldContain($"close: {written}\n");
    }

    [Theory]
    [InlineData("iterations_for_constant: {copies: 2, iterations: 10}")]
    [InlineData("keep_constant: {copies: 2, during: 3s}")]
    [InlineData("ramping_constant: {copies: 0, during: 3s}")]
    [InlineData("inject: {rate: 5, interval: 2s, during: 4s, spacing: random}")]
    [InlineData("inject_random: {min_rate: 0, max_rate: 7, interval: 1s, during: 5s, spacing: even}")]
    [InlineData("iterations_for_inject: {rate: 5, interval: 1s, iterations: 12, spacing: even}")]
    [InlineData("ramping_inject: {rate: 0, interval: 1s, during: 5s}")]
    [InlineData("pause: {during: 1s}")]
    public void EveryLoadStep_IsWrittenBackAsItWasRead(string step) =>
        Plan(Smallest.Replace("iterations_for_constant: { copies: 2, iterations: 10 }", step))
            .ScenarioText.ShouldContain($"load: [{{{step}}}]\n");

    [Fact]
    public void ALink_IsWrittenBackAsItWasRead_AndWithoutOneTheSidesAreJoinedDirectly()
    {
        var plan = Plan(Smallest + "\nlink: { rtt: 20ms, pcap: true }");

        plan.Scenario.Link.ShouldBe(new LinkOptions { Rtt = TimeSpan.FromMilliseconds(20), Pcap = true });
        plan.ScenarioText.ShouldContain("link: {rtt: 20ms, mtu: 1500, rules: {}, pcap: true}\n");
        Plan(Smallest).Scenario.Link.ShouldBeNull();
        Plan(Smallest).ScenarioText.ShouldNotContain("link:");
    }

    [Theory]
    [MemberData(nameof(ShippedScenarios))]
    public void AScenarioAsRun_ReadsAsTheSameScenario(string name)
    {
        var asRun = Plan(File.ReadAllText(Path.Combine(Shipped, name)));

        var again = Plan(asRun.ScenarioText);

        again.ScenarioText.ShouldBe(asRun.ScenarioText);
        again.Scenario.Expect.Select(e => e.Text).ShouldBe(asRun.Scenario.Expect.Select(e => e.Text));
        again.Trials.Count.ShouldBe(asRun.Trials.Count);
    }

    [Theory]
    [MemberData(nameof(ShippedScenarios))]
    public void AShippedScenario_BeginsWithWhatItShowsAndWhatToExpect_AndJudgesItself(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Shipped, name));
        var plan = Plan(string.Join('\n', lines));
        var scenario = plan.Scenario;

        lines[0].ShouldStartWith("# ");
        lines[1].ShouldStartWith("# Expected: ");
        // In a folder that compares tools the folder's name is part of the story.
        scenario.Name.ShouldBeOneOf(Path.GetFileNameWithoutExtension(name), Path.ChangeExtension(name, null).Replace('/', '-'));
        scenario.About.ShouldNotBeEmpty();
        scenario.Reproduces.ShouldNotBeEmpty();
        // The file's own expectations, or those of each case.
        (scenario.Expect.Count > 0 || plan.Trials.All(t => t.Scenario.Expect.Count > 0)).ShouldBeTrue();
    }

    [Fact]
    public void StepsAfterTheLoad_AreWrittenBackAsTheyWereRead()
    {
        var plan = Plan(
            Smallest + """

            then:
              - stop_server
              - wait: 1500ms
              - start_server: { reuse_address: false, retry_for: 75s }
              - set: { client: { tcp_tw_reuse: 1 } }
              - load: [{ iterations_for_constant: { copies: 1, iterations: 2 } }]
            """);

        plan.Scenario.Then.Take(3).ShouldBe(
        [
            new ThenStep.StopServer(),
            new ThenStep.Wait(TimeSpan.FromMilliseconds(1500)),
            new ThenStep.StartServer(false, TimeSpan.FromSeconds(75)),
        ]);
        plan.Scenario.Then[3].ShouldBeOfType<ThenStep.Set>().Kernel.Client["tcp_tw_reuse"].ShouldBe("1");
        plan.Scenario.Then[4].ShouldBeOfType<ThenStep.Load>().Steps.ShouldBe([new LoadStep.IterationsForConstant(1, 2)]);
        Plan(plan.ScenarioText).ScenarioText.ShouldBe(plan.ScenarioText);
    }

    [Theory]
    [InlineData(
        "client: { like: curl }",
        "client: { like: curl, source: { addresses: 2 } }",
        "client.source.addresses: a socket that is not bound takes the first")]
    [InlineData(
        "client: { like: curl }",
        "client: { like: curl, source: { reuse_address: true } }",
        "client.source.reuse_address: SO_REUSEADDR does something for a socket that is bound")]
    [InlineData("client: { like: curl }", "client: { like: curl, source: { bind: adress } }", "did you mean 'address'")]
    [InlineData(
        "client: { like: curl }",
        "client: { like: curl, source: { port: 40000, bind: address } }",
        "client.source.bind: a port that is given is bound with its address: write 'bind: address_and_port'")]
    [InlineData("client: { like: curl }", "client: { like: curl, source: { port: 40000, bind: never } }", "leave 'bind' or 'port' out")]
    [InlineData(
        "client: { like: curl }",
        "client: { like: curl, source: { port: 40000, port_window: 10 } }",
        "client.source.port_window: it is for ports that the kernel chooses")]
    [InlineData(
        "client: { like: curl }",
        "client: { like: curl, source: { port_window: 101 } }\nkernel: { client: { ip_local_port_range: 20000 20099 } }",
        "client.source.port_window: ip_local_port_range under kernel.client has only 100 ports")]
    [InlineData("client: { like: curl }", "client: { like: curl, source: { port: 0 } }", "a whole number from 1 to 65535")]
    [InlineData("client: { like: curl }", "client: { like: curl, source: { port: 65536 } }", "a whole number from 1 to 65535")]
    [InlineData("client: { like: curl }", "client: { like: curl, source: { port_window: 0 } }", "a whole number from 1 to 65535")]
    [InlineData("server: {}", "server: { addresses: 65 }", "from 1 to 64")]
    [InlineData(
        "server: {}",
        "server: { addresses: 2 }\nnetwork: one_namespace",
        "server.addresses: in one network both sides have the same address")]
    [InlineData("server: {}", "server: {}\nnetwork: one_namespace\nlink: { rtt: 1ms }", "link: in one network there is no wire")]
    [InlineData("server: {}", "server: { command: [nginx] }\nthen: [stop_server]", "only the built-in server can be stopped")]
    [InlineData(
        "server: {}",
        "server: {}\nnetwork: loopback\nthen: [{ set: { client: { tcp_tw_reuse: 1 } } }]",
        "then: on loopback 'set' would change the settings of this machine")]
    [InlineData("server: {}", "server: {}\nthen: [restart_server]", "did you mean 'start_server'")]
    [InlineData("server: {}", "server: {}\nthen: [{ wait: 0s }]", "from 1ms to 1h")]
    [InlineData("server: {}", "server: {}\nneeds: [../tcp_tw_reuse]", "expected the name of")]
    [InlineData("server: {}", "server: {}\nat_once: 0", "from 1 to 64")]
    [InlineData("server: {}", "server: { descriptors: -1 }", "from 0 to 100000")]
    [InlineData("server: {}", "server: {}\nsweep: { cases: [{ name: a, server.backlgo: 5 }] }", "did you mean 'backlog'")]
    public void WhatCannotBe_IsRefusedWithAWayOut(string good, string wrong, string message)
    {
        var error = Should.Throw<ScenarioException>(() => Plan(Smallest.Replace(good, wrong))).Errors[0];

        $"{error}".ShouldContain(message);
        error.Place.Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void AllMistakesOfAFile_AreReportedAtOnce_InTheOrderWritten()
    {
        var error = Should.Throw<ScenarioException>(() => Plan(
            """
            name: a b
            server: { clsoe: never }
            client: { like: crul }
            load: [{ pause: { during: 1 } }]
            """));

        error.Errors.Select(e => e.Place.Line).ShouldBe([1, 2, 3, 4]);
    }

    public static TheoryData<string> ShippedScenarios =>
        [.. Directory.GetFiles(Shipped, "*.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Shipped, f))];

    private static string Shipped => Repository.PathOf("scenarios");

    private IReadOnlyList<ScenarioError> Errors(string yaml)
    {
        try
        {
            Plan(yaml);
            return [];
        }
        catch (ScenarioException e)
        {
            return e.Errors;
        }
    }

    private RunPlan Plan(string yaml, params (string Key, string Value)[] settings)
    {
        var path = Path.Combine(folder, "scenario.yaml");
        File.WriteAllText(path, yaml);
        Setting[] set = [.. settings.Select(s => new Setting("--set", s.Key, s.Value))];
        return new ScenarioPlanner(Home.Vocabulary).Plan(File.ReadAllText(path), path, set);
    }
}
