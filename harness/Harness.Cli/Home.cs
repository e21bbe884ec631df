using System.Reflection;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Thresholds;
using Harness.Clients;
using Harness.Controller.Machine;
using Harness.Scenarios.Language;

namespace Harness.Cli;

/// <summary>Where the harness finds its own things.</summary>
internal static class Home
{
    /// <summary>The project's folder when run.sh started the program, else the current one.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("HARNESS_HOME") is { Length: > 0 } home ? home : Directory.GetCurrentDirectory();

    /// <summary>Where the scenarios that come with it are.</summary>
    public static string Scenarios => Path.Combine(Folder, "scenarios");

    /// <summary>Where results go unless --out says otherwise.</summary>
    public static string Results => Path.Combine(Folder, "results");

    /// <summary>This program's version.</summary>
    public static string Version => Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    /// <summary>What a scenario may name.</summary>
    public static Vocabulary Vocabulary { get; } = new()
    {
        Profiles = ClientProfiles.All,
        Figures = Figures.Names,
        Rules = [AddressRules.Broken, ThresholdRules.Broken],
    };

    /// <summary>A path as a user at this terminal would write it.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
