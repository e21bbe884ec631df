using Harness.Controller.Launching;
using Harness.Scenarios.Hosts;

namespace Harness.Tests.Pure.Hosts;

/// <summary>What starts an agent on a host.</summary>
public sealed class HostCommandTests
{
    private static readonly HostOptions Host = new("me@a1");

    [Fact]
    public void Ssh_AsksNothing_NoticesALostHost_AndQuotesEveryWordForTheShellThere()
    {
        var command = HostCommand.Of(new LaunchOptions.Ssh(), Host, ["/opt/it's $here/harness", "agent"]);

        command[0].ShouldBe("ssh");
        command.ShouldContain("BatchMode=yes");
        command.ShouldContain("ServerAliveInterval=2");
        command.TakeLast(3).ShouldBe(
            ["--", "me@a1", @"exec env DOTNET_EnableDiagnostics=0 DOTNET_EnableWriteXorExecute=0 '/opt/it'\''s $here/harness' 'agent'"]);
    }

    [Fact]
    public void Slurm_WaitsForNoQueue_AndGetsNothingOfThisEnvironment()
    {
        var command = HostCommand.Of(new LaunchOptions.Slurm(), Host, ["/opt/harness", "agent"]);

        command[0].ShouldBe("srun");
        command.ShouldContain("--immediate=10");
        command.ShouldContain("--export=DOTNET_EnableDiagnostics=0,DOTNET_EnableWriteXorExecute=0");
        command.ShouldContain("--nodelist=me@a1");
        command.TakeLast(2).ShouldBe(["/opt/harness", "agent"]);
    }

    [Fact]
    public void ACommand_GetsTheHostsName_AndWhatToStartAtItsEnd() =>
        HostCommand.Of(new LaunchOptions.Template(["kubectl", "exec", "-i", "pod/{host}", "--"]), Host, ["/a", "b"])
            .ShouldBe(["kubectl", "exec", "-i", "pod/me@a1", "--", "/a", "b"]);

    [Fact]
    public void ACommandThatIsSsh_GetsWhatToStart_AsAShellWantsIt() =>
        HostCommand.Of(new LaunchOptions.Template(["/usr/bin/ssh", "-p", "2222", "{host}"]), Host, ["/bin/sh", "-c", "exec \"$f\""])
            .ShouldBe(["/usr/bin/ssh", "-p", "2222", "me@a1", "'/bin/sh' '-c' 'exec \"$f\"'"]);

    [Theory]
    [InlineData("/opt/harness/harness", new[] { "/opt/harness/harness", "agent", "--on-host" })]
    [InlineData("/opt/harness/harness-agent", new[] { "/opt/harness/harness-agent", "--on-host" })]
    public void AProgramThatIsThere_IsStartedAsAnAgent(string path, string[] command)
    {
        HostProgram.At(path).Start.ShouldBe(command);
        HostProgram.At(path).Copied.ShouldBeNull();
    }
}
