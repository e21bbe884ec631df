using System.Reflection;
using System.Text.RegularExpressions;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Thresholds;
using Harness.Clients;
using Harness.Controller.Machine;
using Harness.Scenarios.Language;

namespace Harness.Cli;

/// <summary>Where the harness finds its own things.</summary>
internal static partial class Home
{
    /// <summary>The checkout whose run.sh started the program; null when something else did.</summary>
    public static string? Checkout { get; } = Said("HARNESS_HOME");

    /// <summary>What a user types to start this program.</summary>
    public static string Command { get; } = ShippedScenarios.Installed(AppContext.BaseDirectory) is null ? "./run.sh" : "harness";

    /// <summary>A text in which commands are written for a checkout, as the user of this program types them.</summary>
    public static string Named(string text) => Named(text, Command);

    /// <summary>The same for one that is started as <paramref name="command"/>. Only a checkout can build an optional part in.</summary>
    public static string Named(string text, string command) => RunScript().Replace(text, command);

    /// <summary>
    /// Where results go unless --out says otherwise: into the checkout, or else into the caller's folder. run.sh names another place when
    /// the checkout is not the caller's to write to.
    /// </summary>
    public static string Results => Said("HARNESS_RESULTS") ?? Path.Combine(Checkout ?? Directory.GetCurrentDirectory(), "results");

    /// <summary>Whether results go where they go by default, where a link shows the newest.</summary>
    public static bool IsResults(string folder) => Path.GetFullPath(folder) == Path.GetFullPath(Results);

    /// <summary>This program's version.</summary>
    public static string Version => Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    /// <summary>What a scenario may name.</summary>
    public static Vocabulary Vocabulary { get; } = new()
    {
        Profiles = ClientProfiles.All,
        Figures = Figures.Names,
        Rules = [AddressRules.Broken, ThresholdRules.Broken],
    };

    /// <summary>
    /// Where a file or folder is that a user names: here or, when there is none, where the harness has its own, so that
    /// <c>scenarios/ci</c> and <c>results/latest</c> mean the same everywhere.
    /// </summary>
    public static string Find(string path) => path.Length == 0 || Path.Exists(path)
        ? path
        : new[] { ShippedScenarios.Folder, Results }.Select(own => Path.Combine(own, "..", path)).FirstOrDefault(Path.Exists) is { } there
            ? Path.GetFullPath(there)
            : path;

    /// <summary>A path as a user at this terminal would write it.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string? Said(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    [GeneratedRegex(@"\./run\.sh(?= (?!--with-))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunScript();
}
