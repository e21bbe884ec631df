using Harness.Scenarios.Hosts;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Hosts;

public sealed class InventoryTests
{
    [Fact]
    public void NamesAreHosts_AndMayHaveAnAddress()
    {
        var inventory = Read("server: [a1, { name: me@a2, address: 192.0.2.2 }]\nclient: [b1, { name: b2, weight: 3 }]\n");

        inventory.ShouldSatisfyAllConditions(
            i => i.Launch.ShouldBeOfType<LaunchOptions.Ssh>(),
            i => i.Program.ShouldBeNull(),
            i => i.Servers.ShouldBe([new("a1"), new("me@a2", "192.0.2.2")]),
            i => i.Servers.Select(h => h.Reached).ShouldBe(["a1", "192.0.2.2"]),
            i => new HostOptions("me@a2").Reached.ShouldBe("a2"),
            i => i.Clients.ShouldBe([new("b1"), new("b2", Weight: 3)]));
    }

    [Fact]
    public void ALauncherIsAWordOrACommand()
    {
        Read("launch: slurm\nserver: a\nclient: b\n").Launch.ShouldBeOfType<LaunchOptions.Slurm>();
        Read("launch: { command: [kubectl, exec, -i, \"{host}\", --] }\nserver: a\nclient: b\n")
            .Launch.ShouldBeOfType<LaunchOptions.Template>().Words.ShouldBe(["kubectl", "exec", "-i", "{host}", "--"]);
    }

    [Theory]
    [InlineData("client: b\n", "lab.yaml:1:1: the key 'server' is missing")]
    [InlineData("server: a\nclient: []\n", "lab.yaml:2:9: client: has 0 items")]
    [InlineData("server: a\nclient: a\n", "lab.yaml:2:9: client: the host a stands twice; each host plays one part")]
    [InlineData("server: -oProxyCommand=x\nclient: b\n", "lab.yaml:1:9: server: is '-oProxyCommand=x'")]
    [InlineData("server: \"a b\"\nclient: b\n", "lab.yaml:1:9: server: is 'a b'")]
    [InlineData("server: a\nclient: b\nlaunch: rsh\n", "lab.yaml:3:9: launch: is 'rsh'")]
    [InlineData("server: a\nclient: b\nlaunch: { command: [env] }\n", "lab.yaml:3:9: launch: the command does not name the host")]
    [InlineData("server: a\nclient: b\nprogram: harness\n", "lab.yaml:3:10: program: is 'harness'")]
    [InlineData("server: [{ name: a, address: 127.0.0.1 }]\nclient: b\n", "server.0.address: is '127.0.0.1'")]
    [InlineData("server: [{ name: a, address: 224.0.0.1 }]\nclient: b\n", "server.0.address: is '224.0.0.1'")]
    [InlineData("server: [{ name: a, address: 255.255.255.255 }]\nclient: b\n", "server.0.address: is '255.255.255.255'")]
    [InlineData("server: [{ name: a, address: 0.0.0.0 }]\nclient: b\n", "server.0.address: is '0.0.0.0'")]
    [InlineData("server: [{ name: a, address: \"ff02::1\" }]\nclient: b\n", "server.0.address: is 'ff02::1'")]
    [InlineData("server: [{ name: a, weight: 0 }]\nclient: b\n", "server.0.weight: is '0'")]
    [InlineData("server: [{ name: a, weight: 101 }]\nclient: b\n", "server.0.weight: is '101'")]
    [InlineData("server: [{ name: a, adress: 192.0.2.1 }]\nclient: b\n", "unknown key 'adress'; did you mean 'address'?")]
    public void AMistake_IsSaidWithItsPlace(string text, string expected) =>
        Should.Throw<ScenarioException>(() => Read(text)).Message.ShouldContain(expected);

    [Fact]
    public void TheExampleOfTheDocument_CanBeRead()
    {
        var document = File.ReadAllText(Repository.PathOf("docs", "hosts.md"));

        Read(document.Split("```yaml\n")[1].Split("```")[0]).Clients.Count.ShouldBe(3);
    }

    private static HostInventory Read(string text) => InventoryReader.Read(text, "lab.yaml");
}
