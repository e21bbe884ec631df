using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Reporting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Cli.Commands;

/// <summary>What <c>compare</c> was asked to compare, checked as a whole before anything is started.</summary>
internal sealed class ComparedThings
{
    /// <summary>The option that gives an axis of the matrix.</summary>
    public const string MatrixOption = "-L";

    private const int MostRuns = 10_000;
    private const int MostAxes = 20;

    private readonly List<Thing> things = [];

    private ComparedThings(IReadOnlyList<SweepAxis> matrix) => Matrix = matrix;

    /// <summary>The axes of the matrix; empty without one.</summary>
    public IReadOnlyList<SweepAxis> Matrix { get; }

    /// <summary>Keys that the command line set in every scenario; not those of the matrix.</summary>
    public IReadOnlyList<Override> Overrides => Override.Of(Plans.SelectMany(p => p.Settings).Where(s => s.Option != MatrixOption));

    /// <summary>What is to be run, in the order of each round.</summary>
    public IReadOnlyList<RunPlan> Plans => [.. things.Select(t => t.Plan).OfType<RunPlan>()];

    /// <summary>Reads result folders and plans scenarios.</summary>
    /// <exception cref="UsageException">There is nothing to compare.</exception>
    /// <exception cref="ScenarioException">A scenario or an axis is wrong.</exception>
    /// <exception cref="ResultFolderException">A result folder is damaged.</exception>
    public static ComparedThings Read(IReadOnlyList<string> paths, IReadOnlyList<string> axes, ScenarioChanges changes, int rounds)
    {
        var matrix = axes.Select(MatrixAxis.Parse).ToList();
        var read = new ComparedThings(matrix);
        if (matrix.Count > 0)
        {
            read.AddMatrix(paths, changes);
        }
        else
        {
            foreach (var path in paths)
            {
                read.Add(Home.Find(path), changes);
            }
        }

        return read.Check(rounds);
    }

    /// <summary>What is compared, in the order named, with the runs that were made for it.</summary>
    public IReadOnlyList<SubjectSource> Sources(IReadOnlyList<RoundRun> runs)
    {
        var sources = new List<SubjectSource>();
        foreach (var thing in things)
        {
            IReadOnlyList<RunRecord> records = thing.Folder is { } record ? [record] : [.. Made(thing.Plan!)];
            // Two runs of one scenario are told apart by when they were.
            var isOnly = things.Count(t => t.Name == thing.Name) == 1;
            sources.Add(new SubjectSource(Unique(isOnly ? thing.Name : thing.Dated ?? thing.Name, sources), thing.Parameters, records));
        }

        return sources;

        IEnumerable<RunRecord> Made(RunPlan plan) =>
            runs.Where(r => ReferenceEquals(r.Run.Plan, plan)).Select(r => RunReader.Load(r.Run.Folder));
    }

    private void AddMatrix(IReadOnlyList<string> paths, ScenarioChanges changes)
    {
        if (paths.Count != 1 || Directory.Exists(Home.Find(paths[0])))
        {
            throw new UsageException("-L makes a matrix of one scenario: name one scenario file with it");
        }

        if (Matrix.Count > MostAxes)
        {
            throw new UsageException($"-L is given {Matrix.Count:N0} times; at most {MostAxes} keys make a matrix");
        }

        if (Matrix.GroupBy(a => a.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UsageException($"-L {twice.Key} is given twice; write all of its values in one");
        }

        RefuseMore(Matrix.Aggregate(1.0, (product, axis) => product * axis.Values.Count));
        foreach (var combination in MatrixAxis.Combinations(Matrix))
        {
            IReadOnlyList<Setting> set = [.. changes.Settings, .. combination.Select(c => new Setting(MatrixOption, c.Key, c.Value))];
            var plan = ScenarioFiles.Plan(ScenarioFiles.Find(paths), changes with { Settings = set }).Single();
            var parameters = combination.ToDictionary(c => c.Key, c => c.Value);

            // The keys are those of all of them; what tells one from another is the values.
            things.Add(new Thing(string.Join(", ", combination.Select(c => c.Value)), plan, null)
            {
                Parameters = new SortedDictionary<string, string>(parameters, StringComparer.Ordinal),
            });
        }
    }

    private void Add(string path, ScenarioChanges changes)
    {
        if (Directory.Exists(path) && File.Exists(Path.Combine(path, "samples.csv")))
        {
            var record = RunReader.Load(path);
            var dated = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            things.Add(new Thing(record.Summary?.Scenario ?? dated, null, record) { Dated = dated });
            return;
        }

        if (Directory.Exists(path) && File.Exists(Path.Combine(path, "compare.json")))
        {
            throw new UsageException($"{path} is the folder of a comparison; name result folders, such as those in its runs/");
        }

        things.AddRange(ScenarioFiles.Plan(ScenarioFiles.Find([path]), changes).Select(plan => new Thing(plan.Scenario.Name, plan, null)));
    }

    private ComparedThings Check(int rounds)
    {
        if (Plans.FirstOrDefault(p => p.Probe is not null) is { } search)
        {
            throw new UsageException(
                $"{search.Scenario.Name} searches for a threshold; compare takes scenarios whose trials are known beforehand");
        }

        var subjects = things.Sum(SubjectsOf);
        if (subjects < 2)
        {
            throw new UsageException(
                "compare needs at least two policies: name a second scenario or result folder, or give -L KEY=VALUE,VALUE");
        }

        RefuseMore((double)rounds * Plans.Sum(p => p.Trials.Count));
        return this;

        static int SubjectsOf(Thing thing) => thing.Plan is { } plan
            ? plan.Trials.DistinctBy(trial => string.Join('\n', trial.Parameters)).Count()
            : Math.Max(1, (thing.Folder!.Summary?.Trials ?? []).DistinctBy(trial => string.Join('\n', trial.Parameters)).Count());
    }

    private static void RefuseMore(double trials)
    {
        if (trials > MostRuns)
        {
            throw new UsageException(FormattableString.Invariant($"these are {trials:#,0} trials; at most {MostRuns:#,0} are allowed"));
        }
    }

    private static string Unique(string name, List<SubjectSource> others)
    {
        var unique = name;
        for (var n = 2; others.Exists(o => o.Name == unique); n++)
        {
            unique = $"{name} #{n}";
        }

        return unique;
    }

    /// <summary>Either a plan or a result folder.</summary>
    private sealed record Thing(string Name, RunPlan? Plan, RunRecord? Folder)
    {
        /// <summary>The name of a result folder.</summary>
        public string? Dated { get; init; }

        public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
    }
}
