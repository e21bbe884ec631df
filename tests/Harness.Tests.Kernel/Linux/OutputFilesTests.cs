using System.Diagnostics;
using Harness.Linux.Files;

namespace Harness.Tests.Kernel.Linux;

[Collection(Alone.Name)]
public sealed class OutputFilesTests
{
    [Fact]
    public void AFullDisk_IsSaidClearly_AndTheOlderFileStaysWhole() => OnItsOwn("tmpfs", "size=64k", folder =>
    {
        var path = Path.Combine(folder, "summary.json");
        new OutputFiles().Write(path, "older"u8);

        var error = Should.Throw<IOException>(() => new OutputFiles().Write(path, new byte[1 << 20]));

        error.Message.ShouldBe($"cannot write {path}: the disk is full");
        File.ReadAllText(path).ShouldBe("older");
        Directory.GetFileSystemEntries(folder).ShouldBe([path]);
    });

    [Fact]
    public void AFileSystemWithoutUnnamedFiles_GetsAPlainWrite() => OnItsOwn("sysfs", "rw", folder =>
    {
        var path = Path.Combine(folder, "class/net/lo/mtu");

        new OutputFiles().Write(path, "1234"u8);

        File.ReadAllText(path).ShouldBe("1234\n");
    });

    private static void OnItsOwn(string fileSystem, string options, Action<string> body) => OwnNamespaces.Run(() =>
    {
        var folder = Directory.CreateTempSubdirectory("whole-file");
        try
        {
            // A child stands in the namespaces of the thread that starts it.
            Run("mount", "--make-rprivate", "/");
            Run("mount", "-t", fileSystem, "-o", options, fileSystem, folder.FullName);
            body(folder.FullName);
        }
        finally
        {
            Run("umount", folder.FullName);
            folder.Delete();
        }
    });

    private static void Run(string file, params string[] arguments)
    {
        using var process = Process.Start(file, arguments);
        process.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
    }
}
