namespace Harness.Tests.Kernel.Program;

/// <summary>run.sh with the optional part, and a dotnet that restores one version of its package only.</summary>
public sealed class RunScriptTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // What it publishes says how it was built; its last argument is the folder.
    private const string Dotnet =
        """
        #!/usr/bin/env bash
        [ "$*" != --list-sdks ] || { [ -z "${SDKS-10.0.401}" ] || echo "${SDKS-10.0.401} [/usr/share/dotnet/sdk]"; exit; }
        case "$*" in *NBomberVersion=9*) echo "error NU1101: Unable to find package NBomber."; exit 1 ;; esac
        mkdir -p "${@: -1}"
        case "$*" in *Harness.AgentProgram*)
          [ -z "${NO_ZLIB-}" ] || { echo "error : cannot find -lz"; exit 1; }
          echo agent >"${@: -1}/harness-agent"; exit ;;
        esac
        printf '#!/bin/sh\necho "%s"\n' "$*" >"${@: -1}/harness"
        chmod +x "${@: -1}/harness"
        """;

    private readonly TempFolder folder = new();

    public RunScriptTests()
    {
        foreach (var name in new[] { "harness", "servers", "clients" })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
        }

        folder.Write("Directory.Build.props", "");
        folder.Write("global.json", "");
        File.SetUnixFileMode(folder.Write("dotnet", Dotnet), Executable);
        File.Copy(Repository.PathOf("run.sh"), Path.Combine(folder.Path, "run.sh"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AnOptionalPartThatCannotBeRestored_SaysSo_AndLeavesTheOtherProgramsAsTheyWere()
    {
        (await RunAsync("list")).Output.ShouldNotContain("-p:With");
        (await RunAsync("--with-nbomber=5.8.2", "list")).Output.ShouldContain("-p:WithNBomber=true -p:NBomberVersion=5.8.2");

        var failed = await RunAsync("--with-nbomber=9.9", "list");
        failed.ShouldExitWith(3).Output.ShouldBeEmpty();
        failed.Error.ShouldContain("NU1101: Unable to find package NBomber");
        failed.Error.ShouldContain("leave --with-nbomber out");
        failed.Error.ShouldContain("NU1903");
        failed.Error.ShouldContain("NU1109");

        var plain = (await RunAsync("list")).ShouldExitWith(0);
        plain.Output.ShouldNotContain("-p:With");
        plain.Error.ShouldBeEmpty("nothing was built again");
        var other = (await RunAsync("--with-nbomber=5.8.2", "list")).ShouldExitWith(0);
        other.Output.ShouldContain("-p:NBomberVersion=5.8.2");
        other.Error.ShouldBeEmpty("nothing was built again");
    }

    [Theory]
    [InlineData("--with-scottplot")]
    [InlineData("--with-scottplot=5.0.56")]
    public async Task ScottPlot_IsNoOptionalPartAnyMore_WhichIsSaidOnce_AndTheProgramIsTheUsualOne(string flag)
    {
        await RunAsync("list");

        var ended = (await RunAsync(flag, "list")).ShouldExitWith(0);

        ended.Output.ShouldNotContain("-p:With");
        ended.Error.ShouldBe($"run.sh: {flag} is no longer needed: every build draws charts with ScottPlot\n");
        (await RunAsync(flag, "--with-nbomber", "list")).ShouldExitWith(0).Output.ShouldContain("-p:WithNBomber=true");
    }

    [Fact]
    public async Task TheAgent_IsCompiledBesideTheProgram_AndWhatIsBeingDoneIsSaid()
    {
        var ended = (await RunAsync("list")).ShouldExitWith(0);

        ended.Error.ShouldContain("run.sh: building the program");
        ended.Error.ShouldContain("run.sh: compiling the native agent");
        File.Exists(Path.Combine(folder.Path, "artifacts/harness/harness-agent")).ShouldBeTrue();
        (await RunAsync("list")).ShouldExitWith(0).Error.ShouldBeEmpty("nothing was built again");
    }

    [Fact]
    public async Task FilesThatAreNewButAsTheyWere_AreNotBuiltAgain_AndOnesThatChangedAre()
    {
        await RunAsync("list");
        var program = Path.Combine(folder.Path, "artifacts/harness/harness");
        File.SetLastWriteTimeUtc(program, DateTime.UnixEpoch);

        (await RunAsync("list")).ShouldExitWith(0).Error.ShouldBeEmpty("nothing was built again");
        File.GetLastWriteTimeUtc(program).ShouldBeGreaterThan(DateTime.UnixEpoch, "the next time need not compare again");

        File.SetLastWriteTimeUtc(program, DateTime.UnixEpoch);
        folder.Write("harness/a.cs", "");
        (await RunAsync("list")).ShouldExitWith(0).Error.ShouldContain("run.sh: building the program");
    }

    [Fact]
    public async Task AnAgentThatCannotBeCompiled_IsDoneWithout_AndItIsSaidOnce()
    {
        await RunAsync("list");
        folder.Write("global.json", "{}");

        // The file system's clock may not have ticked since the program was built.
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "artifacts/harness/harness"), DateTime.UnixEpoch);

        var ended = (await RunAsync(["list"], "NO_ZLIB=1")).ShouldExitWith(0);

        ended.Error.ShouldContain("error : cannot find -lz");
        ended.Error.ShouldContain("the native agent could not be compiled: this program plays the agents itself; './run.sh doctor' says");
        File.Exists(Path.Combine(folder.Path, "artifacts/harness/harness-agent")).ShouldBeFalse("an older one would not fit");
        (await RunAsync(["list"], "NO_ZLIB=1")).ShouldExitWith(0).Error.ShouldBeEmpty("nothing was built again");
    }

    [Fact]
    public async Task ALinkToIt_LeadsToItsCheckout()
    {
        var link = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "bin")).FullName, "twh");
        File.CreateSymbolicLink(link, "../run.sh");

        var ended = await RunAsync(["list"], "NO_ZLIB=", link);

        ended.ShouldExitWith(0).Output.ShouldContain($"publish {folder.Path}/harness/Harness.Cli");
        File.Exists(Path.Combine(folder.Path, "artifacts/harness/harness")).ShouldBeTrue();
    }

    [Fact]
    public async Task WhatItsUserMayNotWriteTo_GetsNoResults_WhichGoWhereTheCommandIsTyped()
    {
        ThrowAwayUser.RequireRoot();
        await RunAsync(["list"], "NO_ZLIB=");
        folder.Write("artifacts/harness/harness", "#!/bin/sh\necho \"$HARNESS_HOME ${HARNESS_RESULTS-beside it}\"\n");
        var readable = Executable | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder.Path, readable);
        File.SetUnixFileMode(Path.Combine(folder.Path, "artifacts/harness/harness"), readable);

        (await RunAsync("list")).ShouldExitWith(0).Output.ShouldBe($"{folder.Path} beside it\n");
        using var other = HarnessProgram.Start(["-c", $"cd /tmp && {folder.Path}/run.sh list"], ThrowAwayUser.Prefix, "bash");
        (await other.EndAsync()).ShouldExitWith(0).Output.ShouldBe($"{folder.Path} /tmp/results\n");
    }

    [Theory]
    [InlineData("SDKS=", "dotnet has no SDK")]
    [InlineData("SDKS=9.0.300", "dotnet has 9.0.300")]
    public async Task AnotherSdk_IsRefusedInASentence_BeforeAnythingIsBuilt(string setting, string expected)
    {
        var ended = (await RunAsync(["list"], setting)).ShouldExitWith(3);

        ended.Error.ShouldBe($"run.sh: the .NET 10 SDK is missing ({expected}): see https://dotnet.microsoft.com/download\n");
        Directory.Exists(Path.Combine(folder.Path, "artifacts")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--with-nbmber list", "'--with-nbmber' is no optional part; there is --with-nbomber[=VERSION]")]
    [InlineData("--with-scottplot= list", "'--with-scottplot=' is no optional part")]
    [InlineData("--with-nbomber= list", "'--with-nbomber=' is no optional part")]
    [InlineData("--with-nbomber test", "the tests are of the program without optional parts")]
    public async Task AMistake_IsRefusedBeforeAnythingIsBuilt(string arguments, string expected)
    {
        (await RunAsync(arguments.Split(' '))).ShouldExitWith(2).Error.ShouldContain(expected);
        Directory.Exists(Path.Combine(folder.Path, "artifacts")).ShouldBeFalse();
    }

    private Task<HarnessProgram.Ended> RunAsync(params string[] arguments) => RunAsync(arguments, "NO_ZLIB=");

    private async Task<HarnessProgram.Ended> RunAsync(string[] arguments, string setting, string? link = null)
    {
        using var script = HarnessProgram.Start(
            arguments,
            ["env", setting, $"PATH={folder.Path}:{Environment.GetEnvironmentVariable("PATH")}", "bash"],
            link ?? Path.Combine(folder.Path, "run.sh"));
        return await script.EndAsync();
    }
}
