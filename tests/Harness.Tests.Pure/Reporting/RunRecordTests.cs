using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Reporting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Reporting;

public sealed class RunRecordTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Folder_IsReadBackAsItWasWritten()
    {
        var run = RunReader.Load(ExampleRun.ServerFirst().WriteTo(temp.Path));
        var expected = ExampleRun.ServerFirst();

        run.Summary!.Trials[0].Server.TimeWait.ShouldBe(expected.Summary.Trials[0].Server.TimeWait);
        run.Summary.StartedAt.ShouldBe(ExampleRun.StartedAt);
        run.Environment!.Server!.Sysctls["tcp_max_tw_buckets"].ShouldBe("131072");
        run.ScenarioText.ShouldStartWith("name: server-closes-first\n");

        var last = run.Samples[^1];
        (last.Trial, last.Phase, last.Sample.Tier).ShouldBe((1, Phase.Settle, Tier.Client));
        (last.Sample.States.TimeWait, last.Sample.TimeWaitEntered, last.Sample.Connections!.Opened).ShouldBe((0, 0L, 1000L));
        run.Samples[^2].Sample.States.TimeWait.ShouldBe(1000);
    }

    [Fact]
    public void CountThatWasNotTaken_StaysUnknown_ItDoesNotBecomeZero()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        Replace(folder, "samples.csv", lines => [lines[0], "1,server,load,0.5,0,0,0,0,0,0,7,0,0,0,0,0,,,0,0,0,0,server"]);

        var sample = RunReader.Load(folder).Samples.ShouldHaveSingleItem().Sample;
        sample.TimeWaitEntered.ShouldBeNull();
        sample.TimeWaitOverflow.ShouldBeNull();
        sample.States.TimeWait.ShouldBe(7);
    }

    [Fact]
    public void AFolderOfBeforeThereWereNodes_IsRead_AndEachSideIsANode()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        Replace(folder, "samples.csv", lines => lines.Select(line => line[..line.LastIndexOf(',')]));

        var samples = RunReader.Load(folder).Samples;
        samples.Select(s => s.Sample.Node.Name).Distinct().ShouldBe(["server", "client"]);
        samples[^1].Sample.Connections!.Opened.ShouldBe(1000);
    }

    [Fact]
    public void LineThatSigkillCutOff_WasNeverARow()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path, killed: true);
        var whole = RunReader.Load(folder).Samples.Count;
        File.AppendAllText(Path.Combine(folder, "samples.csv"), "1,server,load,0.5,0,0");

        RunReader.Load(folder).Samples.Count.ShouldBe(whole);
    }

    [Fact]
    public void FolderOfARunThatWasKilledAtOnce_IsReadAsFarAsItGoes()
    {
        File.WriteAllText(Path.Combine(temp.Path, "samples.csv"), "");

        var run = RunReader.Load(temp.Path);
        run.Samples.ShouldBeEmpty();
        (run.Summary, run.Environment, run.ScenarioText).ShouldBe((null, null, ""));
    }

    [Theory]
    [InlineData("summary.json", "", "summary.json:1:1: ", "Restore")]
    [InlineData("summary.json", "null", "summary.json: ", "Restore")]
    [InlineData("summary.json", "[]", "summary.json", "Restore")]
    [InlineData("summary.json", "{ \"format\": 1,\n \"scenario\": ", "summary.json:2:", "Restore")]
    [InlineData("summary.json", "{ \"format\": 1 }", "summary.json:1:", "Restore")]
    [InlineData("summary.json", "{ \"format\": 2 }", "newer version", "Use that version")]
    [InlineData(
        "summary.json",
        "{ \"scenario\": \"x\", \"started_at\": \"2026-01-02T03:04:05Z\", "
            + "\"verdict\": \"passed\", \"complete\": true, \"trials\": null }",
        "summary.json",
        "Restore")]
    [InlineData(
        "summary.json",
        "{ \"scenario\": \"x\", \"started_at\": \"2026-01-02T03:04:05Z\", "
            + "\"verdict\": \"passed\", \"complete\": true, \"trials\": [null] }",
        "a list holds null",
        "Restore")]
    [InlineData(
        "summary.json",
        "{ \"scenario\": \"x\", \"started_at\": \"2026-01-02T03:04:05Z\", "
            + "\"verdict\": \"perhaps\", \"complete\": true, \"trials\": [] }",
        "$.verdict",
        "Restore")]
    [InlineData("environment.json", "{ \"cores\": \"many\" }", "$.cores", "Restore")]
    [InlineData("environment.json", "not json", "environment.json:1:", "Restore")]
    [InlineData("samples.csv", "no,such,columns\n1,2,3\n", "samples.csv:1: the column trial is missing", "Restore")]
    public void DamagedFile_IsNamedWithThePlaceAndWhatToDo(string file, string content, string place, string advice)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        File.WriteAllText(Path.Combine(folder, file), content);

        var refusal = Should.Throw<ResultFolderException>(() => RunReader.Load(folder));
        refusal.Message.ShouldContain(Path.Combine(folder, file));
        refusal.Message.ShouldContain(place);
        refusal.Message.ShouldContain(advice);
        refusal.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void EachKindOfFile_HasItsOwnNewestFormat()
    {
        var path = Path.Combine(temp.Path, "file.json");
        File.WriteAllText(path, """{ "format": 3, "code": "c", "text": "t", "advice": "a" }""");

        JsonFile.Read<Warning>(path, newestFormat: 3)!.Code.ShouldBe("c");
        JsonFile.Read<Warning>(path, newestFormat: null)!.Code.ShouldBe("c");
        Should.Throw<ResultFolderException>(() => JsonFile.Read<Warning>(path, newestFormat: 2))
            .Message.ShouldContain("format 3; this one reads up to 2");
    }

    [Theory]
    [InlineData("1,server,load,0.5,0,0", "too few fields")]
    [InlineData("1,server,load,soon,0,0,0,0,0,0,7,0,0,0,0,0,,,0,0,0,0,server", "'soon' is no value for elapsed_s")]
    [InlineData("1,server,lunch,0.5,0,0,0,0,0,0,7,0,0,0,0,0,,,0,0,0,0,server", "'lunch' is no value for phase")]
    [InlineData("1,server,7,0.5,0,0,0,0,0,0,7,0,0,0,0,0,,,0,0,0,0,server", "'7' is no value for phase")]
    [InlineData("1,server,load,0.5,0,0,0,0,0,0,1.5,0,0,0,0,0,,,0,0,0,0,server", "'1.5' is no value for time_wait")]
    public void DamagedRow_IsNamedWithItsLine(string row, string complaint)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        Replace(folder, "samples.csv", lines => [lines[0], lines[1], row, lines[2]]);

        Should.Throw<ResultFolderException>(() => RunReader.Load(folder)).Message.ShouldStartWith($"{folder}/samples.csv:3: ");
        Should.Throw<ResultFolderException>(() => RunReader.Load(folder)).Message.ShouldContain(complaint);
    }

    [Fact]
    public void PlaceThatIsNoResultFolder_IsRefusedWithAnExampleOfOne()
    {
        Should.Throw<ResultFolderException>(() => RunReader.Load(temp.Path)).Message.ShouldContain("it holds no samples.csv");
        Should.Throw<ResultFolderException>(() => RunReader.Load(Path.Combine(temp.Path, "missing")))
            .Message.ShouldContain("there is no such folder");
    }

    private static void Replace(string folder, string file, Func<string[], IEnumerable<string>> change)
    {
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, string.Concat(change(File.ReadAllLines(path)).Select(l => l + "\n")));
    }
}
