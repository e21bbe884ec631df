using System.IO.Enumeration;
using Harness.Reporting.Folders;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Cli.Commands;

/// <summary>What the FILE arguments and --set options of several commands name.</summary>
internal static class ScenarioFiles
{
    private const int LargestFile = 1 << 20;

    private static readonly EnumerationOptions EveryFolder = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    private static ShippedScenarios Shipped => new(ShippedScenarios.Folder);

    /// <summary>
    /// The YAML files that <paramref name="paths"/> name, folders searched through, in a stable order. A word that is no path may be the
    /// name of a scenario that comes with the harness.
    /// </summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) =>
        [.. paths.Select(Home.Find).SelectMany(path => Directory.Exists(path) ? InFolder(path)
            : path.Length > 0 ? [Path.Exists(path) ? path : Shipped.Find(path) ?? path]
            : throw new UsageException("the name of a scenario file is empty; './run.sh list' shows those that come with the harness"))];

    /// <summary>Plans every file; the errors of all of them are reported together.</summary>
    /// <exception cref="ScenarioException">At least one is wrong.</exception>
    public static IReadOnlyList<RunPlan> Plan(IReadOnlyList<string> files, ScenarioChanges changes)
    {
        var planner = new ScenarioPlanner(Home.Vocabulary);
        var plans = new List<RunPlan>();
        var errors = new List<ScenarioError>();
        foreach (var file in files)
        {
            try
            {
                plans.Add(planner.Plan(TextOf(file), file, changes));
            }
            catch (ScenarioException e)
            {
                // Of a text of another kind, its mistakes as a scenario would say nothing.
                errors.AddRange(Path.GetExtension(file) is "" or ".yaml" or ".yml" or ".json" || !File.Exists(file)
                    ? e.Errors
                    : [new ScenarioError(new Place(file), "is no scenario: those are YAML, in files that end in .yaml")]);
            }
        }

        return errors.Count == 0 ? plans : throw new ScenarioException(errors);
    }

    /// <exception cref="ScenarioException">The file cannot be read, or is too large to be a scenario.</exception>
    private static string TextOf(string path)
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(BoundedFile.Read(path, LargestFile, "a scenario file")));
            return text.ReadToEnd();
        }
        catch (InvalidDataException e)
        {
            throw new ScenarioException(new Place(path), e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(
                new Place(path),
                File.Exists(path)
                    ? e.Message
                    : Shipped.WhyNot(path));
        }
    }

    private static string[] InFolder(string folder)
    {
        // A link to a folder is not followed: it may lead to one that is there already, or round in a circle.
        var found = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), EveryFolder)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(".yaml", StringComparison.Ordinal),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        string[] files = [.. found.Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new UsageException($"{folder}: there is no scenario (*.yaml) in this folder");
    }
}
