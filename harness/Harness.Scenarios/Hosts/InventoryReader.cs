using System.Net;
using System.Text.RegularExpressions;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Hosts;

/// <summary>Reads inventories of hosts.</summary>
public static partial class InventoryReader
{
    private static readonly Shape<string> Name = new TextShape<string>(
        "a host's name, such as lab3 or me@lab3, that does not begin with '-'",
        text => NamePattern().IsMatch(text) ? text : null,
        text => text,
        () => SchemaNodes.Pattern("^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,252}$"));

    private static readonly Shape<string> Address = new TextShape<string>(
        "an IP address that is the host's own and that the other hosts reach",
        text => IPAddress.TryParse(text, out var address) && IsOfOneHost(address) ? $"{address}" : null,
        text => text,
        () => SchemaNodes.Text);

    private static readonly Shape<HostOptions> Host = new EitherShape<HostOptions>(
        "name",
        new MapShape<HostOptions>((_, _) => new(""))
            .Key("name", Name, h => h.Name, (h, v) => h with { Name = v }, isRequired: true)
            .Key("address", Address, h => h.Address, (h, v) => h with { Address = v })
            .Key("weight", Values.Whole(1, HostOptions.MostWeight), h => h.Weight, (h, v) => h with { Weight = v }),
        new TextShape<HostOptions>(
            Name.Expected,
            text => NamePattern().IsMatch(text) ? new(text) : null,
            host => host.Name,
            () => SchemaNodes.Text),
        host => host.Address is not null || host.Weight != 1);

    private static readonly Shape<LaunchOptions> Launch = new EitherShape<LaunchOptions>(
        "command",
        new MapShape<LaunchOptions>((_, _) => new LaunchOptions.Template([]))
            .Key(
                "command",
                new ListShape<string>(Values.Text, 1, 50),
                l => ((LaunchOptions.Template)l).Words,
                (_, v) => new LaunchOptions.Template(v),
                isRequired: true),
        new TextShape<LaunchOptions>(
            "ssh, slurm, or { command: [...] }",
            text => text switch { "ssh" => new LaunchOptions.Ssh(), "slurm" => new LaunchOptions.Slurm(), _ => null },
            launch => launch is LaunchOptions.Slurm ? "slurm" : "ssh",
            () => SchemaNodes.OneOf(["ssh", "slurm"])),
        launch => launch is LaunchOptions.Template);

    private static readonly Shape<string> Program = new TextShape<string>(
        "the absolute path of the program on every host, such as /opt/harness/harness",
        text => text.StartsWith('/') && !text.Any(char.IsControl) ? text : null,
        text => text,
        () => SchemaNodes.Pattern("^/"));

    private static readonly Shape<HostInventory> Whole = new MapShape<HostInventory>((_, _) => new())
        .Key("launch", Launch, i => i.Launch, (i, v) => i with { Launch = v })
        .Key("program", Program, i => i.Program, (i, v) => i with { Program = v })
        .Key("server", Hosts(), i => i.Servers, (i, v) => i with { Servers = v }, isRequired: true)
        .Key("client", Hosts(), i => i.Clients, (i, v) => i with { Clients = v }, isRequired: true);

    /// <summary>Reads an inventory.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in error messages, such as a file's.</param>
    /// <exception cref="ScenarioException">The text is wrong; all errors at once.</exception>
    public static HostInventory Read(string text, string source)
    {
        var root = YamlReader.ReadText(text, source);
        var errors = new List<ScenarioError>();
        var inventory = Whole.Read(root, new Reading("", errors));
        if (errors.Count == 0)
        {
            errors.AddRange(Broken(inventory).Select(b => new ScenarioError(PlaceOf(root, b.Key), $"{b.Key}: {b.Message}")));
        }

        return errors.Count == 0 ? inventory : throw new ScenarioException(errors);
    }

    private static ListShape<HostOptions> Hosts() => new(Host, 1, HostInventory.MostHosts);

    private static IEnumerable<(string Key, string Message)> Broken(HostInventory inventory)
    {
        if (inventory.Launch is LaunchOptions.Template template && !template.Words.Any(w => w.Contains("{host}", StringComparison.Ordinal)))
        {
            yield return ("launch", "the command does not name the host: write {host} where its name stands");
        }

        // Two nodes on one host would be taken for one, and a server on a client's host would count the client's sockets.
        var twice = inventory.Servers.Concat(inventory.Clients)
            .GroupBy(h => h.Name, StringComparer.Ordinal)
            .FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            yield return ("client", $"the host {twice.Key} stands twice; each host plays one part");
        }
    }

    private static Place PlaceOf(Node root, string key) => root is MapNode map && map[key] is { } node ? node.Place : root.Place;

    private static bool IsOfOneHost(IPAddress address) => !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.Broadcast)
        && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6
        && (address.GetAddressBytes() is not [var first, _, _, _] || first is < 224 and > 0);

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,252}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
