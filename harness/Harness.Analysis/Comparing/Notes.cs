using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Analysis.Comparing;

/// <summary>What a reader must know before believing a comparison: its notes.</summary>
internal static class Notes
{
    // Below this many trials no test can tell two subjects apart.
    private const int FewTrials = 4;

    private static readonly (string What, Func<RunEnvironment, string> Value)[] Facts =
    [
        ("kernel", e => e.Kernel),
        ("processor", e => e.Cpu),
        ("number of cores", e => $"{e.Cores}"),
        ("architecture", e => e.Architecture),
        ("network", e => e.Network.ToString().ToLowerInvariant()),
        (".NET runtime", e => e.Runtime),
        ("harness version", e => e.HarnessVersion),
    ];

    public static IReadOnlyList<Warning> Of(IReadOnlyList<Subject> subjects) =>
        [.. LeftOut(subjects), .. Versions(subjects), .. Environments(subjects), .. Loads(subjects), .. Runs(subjects)];

    private static IEnumerable<Warning> LeftOut(IReadOnlyList<Subject> subjects)
    {
        foreach (var subject in subjects)
        {
            if (subject.LeftOut > 0)
            {
                var others = subject.Trials.Count;
                yield return new(
                    "incomplete",
                    $"{subject.Name}: {Format.Counted(subject.LeftOut, "trial")} of incomplete runs left out ({WhyIncomplete(subject)}).",
                    others == 0
                        ? "Nothing is left to compare; run it again."
                        : $"The figures are those of the {Format.Counted(others, "other trial")}; run it again for all.");
            }
            else if (subject.Trials.Count == 0)
            {
                yield return new("nothing_measured", $"{subject.Name}: no run of it came to its end.", "Run it again.");
            }
        }
    }

    private static string WhyIncomplete(Subject subject)
    {
        var whys = subject.Runs.Select(r => r.Summary is null ? "a folder holds no summary" : r.Summary.BrokeOff);
        return (whys.FirstOrDefault(w => w is not null) ?? "a trial broke off").TrimEnd('.');
    }

    /// <summary>The same name, but not the same text: the subjects then differ in more than chance.</summary>
    private static IEnumerable<Warning> Versions(IReadOnlyList<Subject> subjects)
    {
        foreach (var group in subjects.Where(s => !s.IsOfMatrix).GroupBy(s => s.Scenario, StringComparer.Ordinal))
        {
            var texts = group.SelectMany(s => s.Runs.Select(r => (s.Name, Text: r.ScenarioText))).DistinctBy(t => t.Text).ToList();
            if (texts.Count > 1)
            {
                var difference = FirstDifference(texts[0].Text, texts[1].Text);
                yield return new(
                    "scenario_differs",
                    $"{texts[1].Name} is another version of the scenario '{group.Key}' than {texts[0].Name}: {difference}.",
                    "A difference may come from that; compare runs of one version to rule it out.");
            }
        }
    }

    private static string FirstDifference(string a, string b)
    {
        var (left, right) = (a.Split('\n'), b.Split('\n'));
        var line = left.Zip(right).TakeWhile(p => p.First == p.Second).Count();
        return $"line {line + 1} was '{Line(left, line)}' and is '{Line(right, line)}'";
    }

    private static string Line(string[] lines, int at) => at < lines.Length ? lines[at].Trim() : "";

    private static IEnumerable<Warning> Environments(IReadOnlyList<Subject> subjects)
    {
        var runs = subjects.SelectMany(s => s.Runs.Select(r => (s.Name, r.Environment))).ToList();
        if (runs.FirstOrDefault(r => r.Environment is null) is { Name: { } unknown })
        {
            yield return new(
                "environment_unknown", $"It is not known on what {unknown} ran.", "Its figures may come from another machine.");
        }

        foreach (var (what, value) in Facts)
        {
            var seen = runs.Where(r => r.Environment is not null)
                .Select(r => (r.Name, Value: value(r.Environment!)))
                .DistinctBy(r => r.Value)
                .ToList();
            if (seen.Count > 1)
            {
                yield return new(
                    "environment_differs",
                    $"The {what} differs: {string.Join("; ", seen.Select(r => $"{r.Name} has {r.Value}"))}.",
                    "Differences in rates and latency may come from that.");
            }
        }
    }

    private static IEnumerable<Warning> Loads(IReadOnlyList<Subject> subjects)
    {
        // Failures and a closed load's end make small differences; a tenth is another load.
        var ended = subjects.Where(s => s.Trials.Count > 0).Select(s => (s.Name, Connections: s.Trials.Average(Ended))).ToList();
        if (ended.Count > 1 && ended.Max(e => e.Connections) > 1.1 * ended.Min(e => e.Connections))
        {
            var (least, most) = (ended.MinBy(e => e.Connections), ended.MaxBy(e => e.Connections));
            var few = FormattableString.Invariant($"{least.Connections:#,0} connections a trial in {least.Name}");
            var many = FormattableString.Invariant($"{most.Connections:#,0} in {most.Name}");
            yield return new("load_differs", $"The loads differ: {few}, {many}.", "Counts are then not to be compared one to one.");
        }

        static double? Ended(MeasuredTrial trial) => trial.Summary.Connections.Completed + (trial.Summary.Connections.Failed ?? 0);
    }

    private static IEnumerable<Warning> Runs(IReadOnlyList<Subject> subjects)
    {
        if (subjects.Count > 1 && subjects.FirstOrDefault(s => s.Trials.Count is > 0 and < FewTrials) is { } subject)
        {
            yield return new(
                "few_runs",
                $"{subject.Name} has {Format.Counted(subject.Trials.Count, "trial")}: to tell runs apart, a count needs two trials "
                + "of each, rates and latency need four, better five.",
                "Use --repeat 5 or more.");
        }
    }

}
