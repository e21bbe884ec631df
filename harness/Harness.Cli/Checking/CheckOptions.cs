using Harness.Controller.Launching;
using Harness.Scenarios.Language;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Checking;

/// <summary>The command line of <c>check</c>.</summary>
internal sealed record CheckOptions
{
    /// <summary>Scenario files, or folders of them.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The folder of the baselines.</summary>
    public required string Baselines { get; init; }

    /// <summary>What the command line changes of every scenario.</summary>
    public required ScenarioChanges Changes { get; init; }

    /// <summary>Starts the nodes on hosts; null: they stand on this machine.</summary>
    public HostLauncher? Hosts { get; init; }

    /// <summary>The inventory that names the hosts; null: none.</summary>
    public string? Inventory { get; init; }

    /// <summary>True: write the baselines instead of comparing with them.</summary>
    public required bool IsUpdate { get; init; }

    /// <summary>True: no speed, and no control trials.</summary>
    public required bool IsStructuralOnly { get; init; }

    /// <summary>Rounds, 1 to 1000; null for the default.</summary>
    public required int? Repeat { get; init; }

    /// <summary>The folder in which the result folders are made.</summary>
    public required string Output { get; init; }

    /// <summary>No progress on stderr.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>True: stdout has JSON.</summary>
    public required bool IsJson { get; init; }

    /// <summary>Where the JUnit file goes; null for none.</summary>
    public required string? JUnit { get; init; }

    /// <summary>Where the Markdown goes; null for none.</summary>
    public required string? Markdown { get; init; }

    /// <summary>Where the list for github-action-benchmark goes; null for none.</summary>
    public required string? BenchmarkJson { get; init; }

    /// <summary>The command that makes missing baselines.</summary>
    public string UpdateCommand => string.Join(
        ' ',
        [
            $"{Home.Command} check", .. Paths.Select(Quoted), "--baseline", Quoted(Baselines), "--update",
            .. Changes.Settings.Where(s => s.Option != HostRules.Option).SelectMany(s => new[] { s.Option, Quoted($"{s.Key}={s.Value}") }),
            .. Changes.Load.SelectMany(s => new[] { s.Option, Quoted(s.Value) }),
            .. Inventory is null ? Array.Empty<string>() : [HostRules.Option, Quoted(Inventory)],
            .. IsStructuralOnly ? ["--structural"] : Array.Empty<string>(),
        ]);

    // As a shell takes it: what is more than letters, digits and these stands between quotes.
    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
