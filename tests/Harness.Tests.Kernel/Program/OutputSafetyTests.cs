using System.Diagnostics;

namespace Harness.Tests.Kernel.Program;

/// <summary>What the program writes, seen by somebody who lays traps.</summary>
public sealed class OutputSafetyTests : IDisposable
{
    private const string Somebody = "65533";

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("--markdown", "ci-reset")]
    [InlineData("--junit", "ci-reset")]
    public async Task AnOutputOfCheck_ThatIsAFifo_IsWrittenTo_NotReplaced(string option, string text)
    {
        var pipe = Path.Combine(temp.Path, "pipe");
        Run("mkfifo", pipe);
        // Opening a FIFO waits for its other end.
        var reading = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);

        (await CheckAsync(option, pipe)).ShouldExitWith(0);

        (await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldContain(text);
        Run("test", "-p", pipe);
    }

    [Fact]
    public async Task WithoutSpeed_NoListOfItIsWritten_WhichIsSaid()
    {
        var list = Path.Combine(temp.Path, "benchmark.json");

        (await CheckAsync("--benchmark-json", list)).ShouldExitWith(0).Error
            .ShouldContain("benchmark.json is not written: no speed was measured");

        File.Exists(list).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--markdown")]
    [InlineData("--junit")]
    public async Task AnOutputOfCheck_ThatIsADevice_StaysADevice(string option)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mknod(1) needs root");
        var device = Path.Combine(temp.Path, "null");
        Run("mknod", device, "c", "1", "3");

        (await CheckAsync(option, device)).ShouldExitWith(0);

        Run("test", "-c", device);
    }

    [Fact]
    public async Task AnOutputOfCheck_OnStandardOutput_ComesThroughAPipe()
    {
        var ended = (await CheckAsync("--markdown", "/dev/stdout")).ShouldExitWith(0);

        ended.Output.ShouldContain("ci-reset");
        ended.Output.ShouldContain("| ");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("compare")]
    [InlineData("check")]
    [InlineData("probe")]
    public async Task RootDoesNotWriteIntoAnotherUsersFolder(string command)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root is refused");
        var trap = Directory.CreateDirectory(Path.Combine(temp.Path, "results")).FullName;
        Run("chown", Somebody, trap);
        string[] arguments = command switch
        {
            "check" => [.. Check, "--out", trap],
            "probe" => ["probe", "client", "--out", trap, "--", "curl", "{url}"],
            _ => [command, HarnessProgram.Scenario("server-closes-first"), HarnessProgram.Scenario("client-closes-first"), "--out", trap],
        };

        var ended = (await HarnessProgram.RunAsync(arguments)).ShouldExitWith(2);

        ended.Error.ShouldContain($"no result folder can be made in {trap}: it belongs to another user (uid {Somebody})");
        ended.Error.ShouldContain("--out");
        Directory.GetFileSystemEntries(trap).ShouldBeEmpty();
    }

    [Fact]
    public async Task RootWritesIntoAStickyFolder_WhereNobodyCanMoveWhatIsRoots()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root is refused");
        var shared = Directory.CreateDirectory(Path.Combine(temp.Path, "shared")).FullName;
        Run("chown", Somebody, shared);
        Run("chmod", "1777", shared);

        (await HarnessProgram.RunAsync(
            "run", HarnessProgram.Scenario("ci/reset"), "--set", "load.0.iterations_for_constant.iterations=20",
            "--quiet", "--out", shared)).ShouldExitWith(0);

        Directory.GetDirectories(shared).ShouldHaveSingleItem();
    }

    private static string[] Check =>
    [
        "check", HarnessProgram.Scenario("ci/reset"), "--baseline", Repository.PathOf("results/baselines"),
        "--structural", "--repeat", "1", "--quiet",
    ];

    private Task<HarnessProgram.Ended> CheckAsync(params string[] more) => HarnessProgram.RunAsync([.. Check, "--out", temp.Path, .. more]);

    private static void Run(string file, params string[] arguments)
    {
        using var process = Process.Start(file, arguments);
        process.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
    }
}
