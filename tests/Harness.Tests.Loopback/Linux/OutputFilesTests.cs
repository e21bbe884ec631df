using System.Runtime.Versioning;
using Harness.Linux.Files;

namespace Harness.Tests.Loopback.Linux;

[SupportedOSPlatform("linux")]
public sealed class OutputFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("whole-file");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void TheFileHoldsWhatWasWritten_AndIsTheOnlyOneInItsFolder()
    {
        var content = new byte[3_000_000];
        new Random(1).NextBytes(content);

        new OutputFiles().Write(In("summary.json"), content);

        File.ReadAllBytes(In("summary.json")).ShouldBe(content);
        folder.GetFileSystemInfos().ShouldHaveSingleItem();
        (File.GetUnixFileMode(In("summary.json")) & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void AnOlderFile_IsReplaced_EvenByAShorterOrAnEmptyOne()
    {
        File.WriteAllText(In("summary.json"), "a longer text that was there before");

        new OutputFiles().Write(In("summary.json"), "new"u8);
        File.ReadAllText(In("summary.json")).ShouldBe("new");
        new OutputFiles().Write(In("summary.json"), []);

        File.ReadAllText(In("summary.json")).ShouldBeEmpty();
        folder.GetFileSystemInfos().ShouldHaveSingleItem();
    }

    [Fact]
    public void AFolderThatIsMissing_IsNamed()
    {
        var path = In("missing/summary.json");

        var error = Should.Throw<IOException>(() => new OutputFiles().Write(path, "new"u8));

        error.Message.ShouldBe($"cannot write {path}: No such file or directory");
        folder.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public void AFolderInTheFilesPlace_IsLeftAsItIs()
    {
        var inside = Directory.CreateDirectory(In("summary.json"));

        var error = Should.Throw<IOException>(() => new OutputFiles().Write(inside.FullName, "new"u8));

        error.Message.ShouldBe($"cannot write {inside.FullName}: Is a directory");
        folder.GetFileSystemInfos().ShouldHaveSingleItem().Name.ShouldBe("summary.json");
    }

    [Fact]
    public async Task AFifo_IsWrittenTo_NotReplaced()
    {
        Run("mkfifo", In("pipe"));
        // Opening a FIFO waits for its other end.
        var reading = Task.Run(() => File.ReadAllText(In("pipe")), TestContext.Current.CancellationToken);

        new OutputFiles().Write(In("pipe"), "new"u8);

        (await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldBe("new");
        Run("test", "-p", In("pipe"));
    }

    [Fact]
    public void ALink_IsFollowed_AlsoToAFileThatIsNotThereYet()
    {
        Directory.CreateDirectory(In("elsewhere"));
        File.CreateSymbolicLink(In("link"), In("elsewhere/file"));

        new OutputFiles().Write(In("link"), "first, and longer"u8);
        File.ReadAllText(In("elsewhere/file")).ShouldBe("first, and longer");
        new OutputFiles().Write(In("link"), "second"u8);

        File.ReadAllText(In("elsewhere/file")).ShouldBe("second");
        new FileInfo(In("link")).LinkTarget.ShouldBe(In("elsewhere/file"));
    }

    [Fact]
    public void AHeldFolder_IsWrittenInto_AlsoWhenALinkHasTakenItsName()
    {
        using var held = new OutputFiles().Open(In("result"));
        Directory.CreateDirectory(In("secret"));
        Directory.Move(In("result"), In("moved"));
        Directory.CreateSymbolicLink(In("result"), In("secret"));

        held.Write("summary.json", "{}"u8);
        held.TryCreateFile("samples.csv", [])!.Dispose();
        using (var charts = held.OpenFolder("charts"))
        {
            charts.Write("time-wait.svg", "<svg/>"u8);
        }

        Directory.GetFileSystemEntries(In("secret")).ShouldBeEmpty();
        Directory.GetFiles(In("moved"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(In("moved"), f))
            .ShouldBe(["summary.json", "samples.csv", "charts/time-wait.svg"], ignoreOrder: true);
    }

    [Fact]
    public void InAHeldFolder_NoLinkIsFollowed_AndNoneReplaced()
    {
        using var held = new OutputFiles().Open(folder.FullName);
        File.WriteAllText(In("target"), "older");
        Directory.CreateDirectory(In("elsewhere"));
        File.CreateSymbolicLink(In("summary.json"), In("target"));
        File.CreateSymbolicLink(In("samples.csv"), In("new"));
        Directory.CreateSymbolicLink(In("charts"), In("elsewhere"));

        Should.Throw<IOException>(() => held.Write("summary.json", "new"u8)).Message
            .ShouldBe($"cannot write {In("summary.json")}: what has this name is no regular file; remove it, or write elsewhere");
        Should.Throw<IOException>(() => held.OpenFolder("charts"));

        held.TryCreateFile("samples.csv", []).ShouldBeNull();
        held.TryCreateFolder("charts").ShouldBeNull();
        File.ReadAllText(In("target")).ShouldBe("older");
        File.Exists(In("new")).ShouldBeFalse();
        Directory.GetFileSystemEntries(In("elsewhere")).ShouldBeEmpty();
    }

    [Fact]
    public void AFileThatGrows_HasItsBeginningFromTheStart()
    {
        using var held = new OutputFiles().Open(folder.FullName);

        using (var file = held.TryCreateFile("link.pcap", "header"u8))
        {
            file!.Write("more"u8);
        }

        File.ReadAllText(In("link.pcap")).ShouldBe("headermore");
    }

    [Fact]
    public void WhetherAFileCanBeWritten_IsFoundOut_WithoutATrace()
    {
        File.WriteAllText(In("there"), "kept");
        new OutputFiles().RequireWritable(In("there"));
        new OutputFiles().RequireWritable(In("new"));

        Should.Throw<IOException>(() => new OutputFiles().RequireWritable("/proc/x")).Message
            .ShouldBe("cannot write /proc/x: No such file or directory");
        File.ReadAllText(In("there")).ShouldBe("kept");
        File.Exists(In("new")).ShouldBeFalse();
    }

    [Fact]
    public void AnEmptyFolder_IsRemoved_OneThatHoldsSomethingIsNot()
    {
        using var held = new OutputFiles().Open(folder.FullName);
        held.OpenFolder("empty").Dispose();
        using (var full = held.OpenFolder("full"))
        {
            full.Write("file", "x"u8);
        }

        held.RemoveEmptyFolder("empty");
        held.RemoveEmptyFolder("full");
        held.RemoveEmptyFolder("missing");

        folder.GetFileSystemInfos().ShouldHaveSingleItem().Name.ShouldBe("full");
    }

    private static void Run(string file, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(file, arguments);
        process.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
