using System.Runtime.Versioning;
using Harness.Linux.Files;
using Harness.Reporting;

namespace Harness.Tests.Kernel.Linux;

/// <summary>The link to the newest result folder: it moves on, and whatever else has its name is left alone.</summary>
[SupportedOSPlatform("linux")]
public sealed class LatestLinkTests : IDisposable
{
    private static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("latest");

    private string Latest => Path.Combine(folder.FullName, "latest");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void ItLeadsToTheNewest_ByAName_SoThatTheFolderMayBeMoved()
    {
        Point("one").ShouldBeTrue();
        Point("two").ShouldBeTrue();

        new FileInfo(Latest).LinkTarget.ShouldBe("20260102T030405Z-two");
        Directory.Exists(Latest).ShouldBeTrue();
        folder.GetFileSystemInfos().Length.ShouldBe(3, "two folders and the link");
    }

    [Fact]
    public void OneWhoseFolderIsGone_MovesOnToo()
    {
        Point("one");
        Directory.Delete(Path.Combine(folder.FullName, "20260102T030405Z-one"));

        Point("two").ShouldBeTrue();

        new FileInfo(Latest).LinkTarget.ShouldBe("20260102T030405Z-two");
    }

    [Fact]
    public void AFile_AFolder_AndALinkOfSomebodyElse_StayAsTheyAre()
    {
        File.WriteAllText(Latest, "mine");
        Point("one").ShouldBeFalse();
        File.ReadAllText(Latest).ShouldBe("mine");

        File.Delete(Latest);
        Directory.CreateDirectory(Latest);
        Point("two").ShouldBeFalse();
        Directory.GetFileSystemEntries(Latest).ShouldBeEmpty();

        Directory.Delete(Latest);
        foreach (var target in new[] { "mine", "/tmp", "../20260102T030405Z-one", "20260102T030405Z-x/../../etc", new string('x', 300) })
        {
            File.CreateSymbolicLink(Latest, target);
            Point("three").ShouldBeFalse();
            new FileInfo(Latest).LinkTarget.ShouldBe(target);
            File.Delete(Latest);
        }
    }

    private bool Point(string name)
    {
        using var parent = ResultParent.Open(folder.FullName, new OutputFiles());
        using var made = ResultParent.Claim(parent, Then, name);
        return ResultParent.PointLatest(parent, made);
    }
}
