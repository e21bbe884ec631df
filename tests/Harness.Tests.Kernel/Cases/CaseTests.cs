using Harness.Analysis.Results;
using Harness.Tests.Kernel.Program;
using Harness.Tests.Kernel.Reporting;

namespace Harness.Tests.Kernel.Cases;

/// <summary>
/// Reported problems, each as the smallest scenario that shows it: what is expected there is what a capture of the segments said. The
/// witness reads one of each run as well.
/// </summary>
public sealed class CaseTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Harness.Tests.Kernel", "Cases");

    public static TheoryData<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ACase_IsAsTheWireSays(string name)
    {
        using var folder = new TempFolder();

        var ended = await HarnessProgram.RunAsync(
            "run", Path.Combine(Folder, $"{name}.yaml"), "--set", "sample.witness=true", "--out", folder.Path, "--quiet");

        ended.ShouldExitWith(0);
        var trials = RunResult.Summary(folder.Path).Trials;
        trials.ShouldAllBe(t => t.ClosedFirst.Source == ClosedFirstSource.Segments, "each case needs them");
        trials.SelectMany(t => t.Witness!.Disagreements).ShouldBeEmpty();
        trials.ShouldAllBe(t => t.Witness!.Disagreed == 0 && t.Witness.Missed == 0);
        Agreement.Contradictions(RunResult.Folder(folder.Path), ended.Output).ShouldBeEmpty();
    }
}
