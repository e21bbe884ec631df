using System.CommandLine;
using Harness.Analysis.Catalogue;
using Harness.Cli.Running;
using Harness.Controller.Launching;
using Harness.Reporting.Folders;
using Harness.Scenarios.Hosts;
using Harness.Scenarios.Language;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Cli.Commands;

/// <summary>The option that names an inventory: the nodes stand on its hosts, and the scenario stays as it is.</summary>
internal sealed class HostsOption
{
    private const int LargestFile = 1 << 20;

    private readonly Option<string?> option = SharedOptions.File(
        HostRules.Option, "An inventory: the servers and clients stand on its hosts, by ssh, Slurm or a command (docs/hosts.md)");

    /// <summary>Gives the option to a command.</summary>
    public HostsOption(Command command) => command.Add(option);

    /// <summary>What starts nodes on the hosts; null where no inventory is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isQuiet">Nothing is told of hosts that are waited for.</param>
    /// <exception cref="ScenarioException">The inventory is wrong.</exception>
    /// <exception cref="UsageException">There is no program for the hosts.</exception>
    public HostLauncher? Read(ParseResult parsed, bool isQuiet = false) => PathOf(parsed) is { } path ? Read(path, isQuiet) : null;

    /// <summary>The inventory's path; null where none is named.</summary>
    public string? PathOf(ParseResult parsed) => parsed.GetValue(option);

    /// <summary>Makes scenarios run on hosts, where an inventory is named.</summary>
    public ScenarioChanges Change(ParseResult parsed, ScenarioChanges changes) =>
        PathOf(parsed) is null ? changes : changes with { Settings = [.. changes.Settings, HostRules.Network] };

    /// <summary>Refuses what asks for a host that the inventory does not name: nobody should wait for a run to learn that.</summary>
    /// <param name="hosts">What starts nodes on the hosts; null: nothing is refused.</param>
    /// <param name="plans">Their expectations name figures.</param>
    /// <param name="figures">Keys of figures that are asked for besides.</param>
    /// <exception cref="UsageException">There is no such host.</exception>
    public static void RequireNamed(HostLauncher? hosts, IEnumerable<RunPlan> plans, params IEnumerable<string> figures)
    {
        if (hosts is null)
        {
            return;
        }

        var names = plans.SelectMany(p => p.Trials).SelectMany(t => t.Scenario.Expect).SelectMany(e => e.Names).Concat(figures);
        foreach (var key in names)
        {
            if (Figures.HostOf(key) is var (tier, host) && hosts.Of(tier) is var named && named.All(h => h.Name != host))
            {
                throw new UsageException(
                    $"{key}: the inventory names no {tier.Word()} '{host}', but {string.Join(", ", named.Select(h => h.Name))}");
            }
        }
    }

    private static HostLauncher Read(string path, bool isQuiet)
    {
        var inventory = InventoryReader.Read(TextOf(path), path);
        return new HostLauncher(inventory, inventory.Program is { } program ? HostProgram.At(program) : AgentPrograms.Copied())
        {
            Tell = isQuiet ? null : Console.Error.WriteLine,
        };
    }

    private static string TextOf(string path)
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(BoundedFile.Read(path, LargestFile, "an inventory")));
            return text.ReadToEnd();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(
                new Place(path), File.Exists(path) ? e.Message : "there is no such inventory; docs/hosts.md shows what one looks like");
        }
    }
}
