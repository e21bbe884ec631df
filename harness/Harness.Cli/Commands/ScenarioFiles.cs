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

    /// <summary>The YAML files that <paramref name="paths"/> name, folders searched through, in a stable order.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) =>
        [.. paths.SelectMany(path => Directory.Exists(path) ? InFolder(path)
            : path.Length > 0 ? [path]
            : throw new UsageException("the name of a scenario file is empty; './run.sh list' shows those that come with the harness"))];

    /// <summary>Plans every file; the errors of all of them are reported together.</summary>
    /// <exception cref="ScenarioException">At least one is wrong.</exception>
    public static IReadOnlyList<RunPlan> Plan(IReadOnlyList<string> files, IEnumerable<string> settings) =>
        Plan(files, [.. settings.Select(Parse)]);

    /// <summary>The same with settings that have been read.</summary>
    public static IReadOnlyList<RunPlan> Plan(IReadOnlyList<string> files, IReadOnlyList<Setting> settings)
    {
        var planner = new ScenarioPlanner(Home.Vocabulary);
        var plans = new List<RunPlan>();
        var errors = new List<ScenarioError>();
        foreach (var file in files)
        {
            try
            {
                plans.Add(planner.Plan(TextOf(file), file, settings));
            }
            catch (ScenarioException e)
            {
                errors.AddRange(e.Errors);
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
                    : "there is no such file; './run.sh list' shows the scenarios that come with the harness");
        }
    }

    /// <summary>Reads KEY=VALUE of --set.</summary>
    public static Setting Parse(string setting) => setting.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? new("--set", key.Trim(), value)
        : throw new UsageException($"--set {setting}: write KEY=VALUE, such as --set server.close.after=400us");

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
