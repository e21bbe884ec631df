using System.Diagnostics;

namespace Harness.Tests.Kernel.Program;

/// <summary>A user whom no account knows: nothing is to be made or removed for him.</summary>
internal static class ThrowAwayUser
{
    private const string Uid = "54321";

    /// <summary>Runs a command as that user, who may nothing that root may.</summary>
    public static IReadOnlyList<string> Prefix { get; } =
        ["setpriv", "--reuid", Uid, "--regid", Uid, "--clear-groups", "--bounding-set=-all", "--"];

    public static void RequireRoot() => Assert.SkipUnless(
        Environment.IsPrivilegedProcess, "only root can become a throw-away user; run the tests as root to run this one");

    /// <summary>Copies the program into a folder and gives him all of that: the program's own may be below /root.</summary>
    /// <returns>The copy.</returns>
    public static async Task<string> MoveInAsync(TempFolder folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder.Path, "harness")).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(HarnessProgram.Executable)!))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        using var process = Process.Start("chown", ["-R", $"{Uid}:{Uid}", folder.Path]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return Path.Combine(target, "harness");
    }
}
