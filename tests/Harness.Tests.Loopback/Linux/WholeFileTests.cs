using System.Runtime.Versioning;
using Harness.Linux;

namespace Harness.Tests.Loopback.Linux;

[SupportedOSPlatform("linux")]
public sealed class WholeFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("whole-file");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void TheFileHoldsWhatWasWritten_AndIsTheOnlyOneInItsFolder()
    {
        var content = new byte[3_000_000];
        new Random(1).NextBytes(content);

        new WholeFile().Write(In("summary.json"), content);

        File.ReadAllBytes(In("summary.json")).ShouldBe(content);
        folder.GetFileSystemInfos().ShouldHaveSingleItem();
        (File.GetUnixFileMode(In("summary.json")) & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void AnOlderFile_IsReplaced_EvenByAShorterOrAnEmptyOne()
    {
        File.WriteAllText(In("summary.json"), "a longer text that was there before");

        new WholeFile().Write(In("summary.json"), "new"u8);
        File.ReadAllText(In("summary.json")).ShouldBe("new");
        new WholeFile().Write(In("summary.json"), []);

        File.ReadAllText(In("summary.json")).ShouldBeEmpty();
        folder.GetFileSystemInfos().ShouldHaveSingleItem();
    }

    [Fact]
    public void AFolderThatIsMissing_IsNamed()
    {
        var path = In("missing/summary.json");

        var error = Should.Throw<IOException>(() => new WholeFile().Write(path, "new"u8));

        error.Message.ShouldBe($"cannot write {path}: No such file or directory");
        folder.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public void AFolderInTheFilesPlace_IsLeftAsItIs()
    {
        var inside = Directory.CreateDirectory(In("summary.json"));

        var error = Should.Throw<IOException>(() => new WholeFile().Write(inside.FullName, "new"u8));

        error.Message.ShouldBe($"cannot write {inside.FullName}: Is a directory");
        folder.GetFileSystemInfos().ShouldHaveSingleItem().Name.ShouldBe("summary.json");
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
