using System.Text;
using Harness.Analysis.Checking;
using Harness.Cli;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;
using Harness.Tests.Pure.Checking;
using Harness.Tests.Pure.Diagrams;

namespace Harness.Tests.Pure.Fuzzing;

/// <summary>Files that are read, damaged at random: read or refused with one sentence.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private static readonly string[] Seeds =
        ["server-closes-first", "tools/nginx-under-siege", "kernel/tw-reuse-matrix", "thresholds/ab-delay-sweep"];

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Scenarios() => Mutator.TryText<ScenarioException>(
        120,
        Seeds.Select(name => File.ReadAllText(Repository.PathOf("scenarios", $"{name}.yaml"))),
        text => new ScenarioPlanner(Home.Vocabulary).Plan(text, "fuzzed.yaml"));

    [Theory]
    [InlineData("summary.json", 80)]
    [InlineData("environment.json", 80)]
    [InlineData("samples.csv", 100)]
    [InlineData("connections.csv", 20)]
    [InlineData("run.log", 20)]
    [InlineData("scenario.yaml", 20)]
    public void AResultFoldersFiles(string name, int rounds)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var file = Path.Combine(folder, name);
        Mutator.Try<ResultFolderException>(
            rounds, [File.Exists(file) ? File.ReadAllBytes(file) : [.. "trial,node\n1,server\n"u8]], bytes =>
            {
                File.WriteAllBytes(file, bytes);
                ReportPage.Render(RunReader.Load(folder), hasPictures: false);
            });
    }

    [Fact]
    public void ASequenceFile_IsDrawnOrRefused()
    {
        var file = Path.Combine(SequenceFileTests.Written(temp.Path), "sequence.csv");
        Mutator.Try<ResultFolderException>(60, [File.ReadAllBytes(file)], bytes =>
        {
            File.WriteAllBytes(file, bytes);
            ReportPage.Render(RunReader.Load(Path.GetDirectoryName(file)!), hasPictures: false);
        });
    }

    [Fact]
    public void Baselines()
    {
        var now = ExampleMeasurement.Timed(5);
        var file = BaselineFile.PathOf(temp.Path, now.Scenario);
        Mutator.Try<BaselineException>(
            150, [Encoding.UTF8.GetBytes(BaselineFile.Text(ExampleMeasurement.Baseline(now).Baseline))], bytes =>
            {
                File.WriteAllBytes(file, bytes);
                BaselineCheck.Judge([(file, BaselineFile.Read(file, now.Scenario)!.Baseline, now)], isStructuralOnly: false, seconds: 1);
            });
    }
}
