using Harness.Clients;
using Harness.Controller.Configuration;
using Harness.Controller.Scenarios;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary>What the FILE arguments and --set options of several commands name.</summary>
internal static class ScenarioFiles
{
    /// <summary>The YAML files that <paramref name="paths"/> name, folders searched through, in a stable order.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => [.. paths.SelectMany(path => Directory.Exists(path) ? InFolder(path) : [path])];

    /// <summary>Plans every file; the errors of all of them are reported together.</summary>
    /// <exception cref="ScenarioException">At least one is wrong.</exception>
    public static IReadOnlyList<RunPlan> Plan(IReadOnlyList<string> files, IEnumerable<string> settings) => Plan(files, [.. settings.Select(Parsed)]);

    /// <summary>The same with settings that have been read.</summary>
    public static IReadOnlyList<RunPlan> Plan(IReadOnlyList<string> files, IReadOnlyList<Setting> settings)
    {
        var reader = new ScenarioFile(ClientProfiles.All);
        var plans = new List<RunPlan>();
        var errors = new List<ScenarioError>();
        foreach (var file in files)
        {
            try
            {
                plans.Add(reader.Plan(file, settings));
            }
            catch (ScenarioException e)
            {
                errors.AddRange(e.Errors);
            }
        }

        return errors.Count == 0 ? plans : throw new ScenarioException(errors);
    }

    /// <summary>Reads KEY=VALUE of --set.</summary>
    public static Setting Parsed(string setting) => setting.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? new("--set", key.Trim(), value)
        : throw new UsageException($"--set {setting}: write KEY=VALUE, such as --set server.close.after=400us");

    private static string[] InFolder(string folder)
    {
        var files = Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new UsageException($"{folder}: there is no scenario (*.yaml) in this folder");
    }
}
