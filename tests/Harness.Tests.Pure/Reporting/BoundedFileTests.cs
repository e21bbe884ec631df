using Harness.Cli.Commands;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Reporting.Folders;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Reporting;

/// <summary>A file without end is refused at once, by its name, and is not taken into memory first.</summary>
public sealed class BoundedFileTests : IDisposable
{
    private const long Enormous = 20L << 30;

    // Much more than reading needs, much less than the file.
    private const long FewBytes = 64L << 20;

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("summary.json", "268,435,456")]
    [InlineData("environment.json", "268,435,456")]
    [InlineData("samples.csv", "1,073,741,824")]
    [InlineData("scenario.yaml", "16,777,216")]
    public void AFileOfAResultFolder(string name, string most)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var file = Path.Combine(folder, name);
        Lengthen(file);

        Refused<ResultFolderException>(() => RunReader.Load(folder))
            .ShouldBe($"{file}: is longer than {most} bytes, the most that such a file may have. "
                + "Restore the file from a copy, or run the scenario again.");
    }

    [Fact]
    public void AComparison() =>
        Refused<ResultFolderException>(() => ComparisonFolder.Read(Path.GetDirectoryName(Lengthen(temp.Write("compare.json", "{}")))!))
            .ShouldContain("compare.json: is longer than 268,435,456 bytes");

    [Fact]
    public void ABaseline()
    {
        var file = Lengthen(BaselineFile.PathOf(temp.Path, "x"));

        Refused<BaselineException>(() => BaselineFile.Read(file, "x"))
            .ShouldBe($"{file}: is longer than 1,048,576 bytes, the most that such a file may have. "
                + "Delete it, and make it again with --update.");
    }

    [Fact]
    public void AScenario()
    {
        var file = Lengthen(temp.Write("x.yaml", "name: x\n"));

        Refused<ScenarioException>(() => ScenarioFiles.Plan([file], ScenarioChanges.None))
            .ShouldContain($"{file}: is longer than 1,048,576 bytes");
    }

    [Fact]
    public void ADevice_WhichSaysThatItHasNoLength() =>
        Refused<InvalidDataException>(() => BoundedFile.Read("/dev/zero", 1 << 28)).ShouldContain("is longer than 1,048,576 bytes");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    public void WhatIsNoLonger_IsReadWhole(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var file = Path.Combine(temp.Path, "x");
        File.WriteAllBytes(file, bytes);

        BoundedFile.Read(file, 4096).ShouldBe(bytes);
    }

    private static string Lengthen(string file)
    {
        using var sparse = File.OpenWrite(file);
        sparse.SetLength(Enormous);
        return file;
    }

    private static string Refused<T>(Action read)
        where T : Exception
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Should.Throw<T>(read).Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(FewBytes);
        return message;
    }
}
