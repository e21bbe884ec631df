namespace Harness.Tests.Kernel.Program;

/// <summary>
/// What ./run.sh test installs: asked for on a terminal, and no service of it is started. Nothing is really installed here.
/// </summary>
public sealed class InstallScriptTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Says what it was asked for, and what a service's script would be told meanwhile.
    private const string AptGet =
        """
        #!/bin/bash
        echo "$@" >>"$SEEN"
        said=0; "$DPKG_ROOT/usr/sbin/policy-rc.d" nginx start || said=$?; echo "policy $said" >>"$SEEN"
        """;

    private readonly TempFolder folder = new();

    public InstallScriptTests()
    {
        var tools = Directory.CreateDirectory(In("bin")).FullName;
        foreach (var tool in new[] { "bash", "env", "mktemp", "rm", "chmod", "grep", "tail", "script", "sh", "stty", "timeout" })
        {
            File.CreateSymbolicLink(Path.Combine(tools, tool), Find(tool));
        }

        Write("bin/apt-get", AptGet);
        Write("bin/id", "#!/bin/sh\necho ${UID_OF_TEST:-0}\n");
        Directory.CreateDirectory(In("usr/sbin"));
    }

    private string Policy => In("usr/sbin/policy-rc.d");

    private string Seen => File.Exists(In("seen")) ? File.ReadAllText(In("seen")) : "";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OnATerminal_ThePackagesAreListed_AndNothingIsInstalledUnlessTheAnswerIsYes()
    {
        var no = await OnTerminalAsync("n");
        no.Output.ShouldContain("these packages are missing");
        no.Output.ShouldContain("\n  siege");
        no.Output.ShouldContain("Install them? [Y/n]");
        no.Output.ShouldContain("nothing is installed; tests that need these packages are skipped");
        Seen.ShouldBeEmpty();

        (await OnTerminalAsync("y")).Output.ShouldContain("tests: installing");
        Seen.ShouldContain("install -y -qq --no-install-recommends");
        Seen.ShouldContain(" siege ");
    }

    [Theory]
    [InlineData("--yes", "X=")]
    [InlineData("", "CI=true")]
    [InlineData("", "HARNESS_NO_SKIPS=1")]
    public async Task WithYes_OrInCi_NothingIsAsked_AlsoOnATerminal(string option, string setting)
    {
        (await OnTerminalAsync("n", option, setting)).Output.ShouldNotContain("Install them?");
        Seen.ShouldContain(" siege ");
    }

    [Fact]
    public async Task WithoutATerminal_NothingIsAsked_AndNoServiceIsStartedMeanwhile()
    {
        (await RunAsync([])).ShouldExitWith(0).Error.ShouldNotContain("Install them?");

        Seen.ShouldContain(" nginx-light ");
        Seen.ShouldContain("policy 101");
        File.Exists(Policy).ShouldBeFalse("it is there only meanwhile");
    }

    [Fact]
    public async Task APolicyOfTheMachine_Stays_AndIfItLetsServicesStart_TheServersAreLeftOut()
    {
        Write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n");
        await RunAsync([]);
        Seen.ShouldContain(" nginx-light ");

        File.Delete(In("seen"));
        Write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 0\n");
        (await RunAsync([])).Error.ShouldContain(
            "lets services start: nginx-light lighttpd openssh-server slurmd slurmctld munge are not installed");
        Seen.ShouldContain(" siege ");
        Seen.ShouldNotContain("nginx-light");
        File.ReadAllText(Policy).ShouldBe("#!/bin/sh\nexit 0\n");
    }

    [Fact]
    public async Task AnOrdinaryUser_IsToldWhatIsMissing()
    {
        (await RunAsync([], "UID_OF_TEST=1000")).ShouldExitWith(0).Error.ShouldContain("tests: missing packages: ");
        Seen.ShouldBeEmpty();
    }

    private static string Find(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(f => Path.Combine(f, tool)).First(File.Exists);

    private string In(string name) => Path.Combine(folder.Path, name);

    private void Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        File.SetUnixFileMode(In(name), Executable);
    }

    // script(1) gives it a terminal.
    private Task<HarnessProgram.Ended> OnTerminalAsync(string answer, string option = "", string setting = "X=") => RunAsync(
        ["-c", $"echo {answer} | script -qec '{Repository.PathOf("tests", "install.sh")} {option}' /dev/null"], setting, "sh");

    private async Task<HarnessProgram.Ended> RunAsync(string[] arguments, string setting = "X=", string? executable = null)
    {
        using var script = HarnessProgram.Start(
            arguments,
            ["env", "CI=", "HARNESS_NO_SKIPS=", $"PATH={In("bin")}", $"DPKG_ROOT={folder.Path}", $"SEEN={In("seen")}", setting],
            executable ?? Repository.PathOf("tests", "install.sh"));
        return await script.EndAsync();
    }
}
