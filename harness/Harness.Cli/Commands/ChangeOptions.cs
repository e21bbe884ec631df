using System.CommandLine;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary>The options that change scenarios: any key by --set, and the load in words of its own.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Sets a key of the scenario, such as server.close.after=400us; wins over the file and its sweep",
        HelpName = "KEY=VALUE",
    };

    // The keys are those of a load step.
    private readonly (Option<string?> Option, string Key)[] load =
    [
        (Word("--connections", "-n", "N", "How many connections the load opens"), "iterations"),
        (Word("--copies", "-c", "N", "How many clients at once"), "copies"),
        (Word("--rate", "", "N", "New connections per second"), "rate"),
        (Word(
            "--for", "", "DURATION",
            "For how long the load opens connections; two of these four together also replace a load that lacks their keys"), "during"),
    ];

    /// <summary>Gives the options to a command.</summary>
    public ChangeOptions(Command command)
    {
        command.Add(set);
        foreach (var (option, _) in load)
        {
            command.Add(option);
        }
    }

    /// <summary>What a command line says with them.</summary>
    public ScenarioChanges Read(ParseResult parsed) => new(
        [.. (parsed.GetValue(set) ?? []).Select(Setting)],
        [
            .. load.Select(l => (l.Option, l.Key, Value: parsed.GetValue(l.Option))).Where(l => l.Value is not null)
                .Select(l => new Setting(l.Option.Name, l.Key, l.Value!) { Written = $"{l.Option.Name} {l.Value}" }),
        ]);

    /// <summary>Reads KEY=VALUE of --set.</summary>
    public static Setting Setting(string text) => text.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? new("--set", key.Trim(), value)
        : throw new UsageException($"--set {text}: write KEY=VALUE, such as --set server.close.after=400us");

    private static Option<string?> Word(string name, string alias, string value, string description) =>
        new(name, alias.Length == 0 ? [] : [alias]) { Description = description, HelpName = value };
}
