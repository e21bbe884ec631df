using System.Text.Json.Nodes;
using Harness.Scenarios.Words;
using System.Text.RegularExpressions;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>Small text files by name, such as a server's configuration.</summary>
internal sealed partial class FilesShape : Shape<IReadOnlyDictionary<string, string>>
{
    public override string Expected => "a map of file names (letters, digits, '-', '_', '.') and their text";

    public override JsonObject Schema() => SchemaNodes.Named("^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$", SchemaNodes.Text);

    public override IReadOnlyDictionary<string, string> Read(Node node, Reading reading)
    {
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        foreach (var entry in map.Entries.Where(e => e.Value is not ScalarNode || !NamePattern().IsMatch(e.Key)))
        {
            reading.Wrong(entry.Place, $"{Visible.Quoted(entry.Key)}: expected {Expected}");
        }

        return new SortedDictionary<string, string>(
            map.Entries.Where(e => e.Value is ScalarNode).ToDictionary(e => e.Key, e => ((ScalarNode)e.Value).Value),
            StringComparer.Ordinal);
    }

    public override Node Write(IReadOnlyDictionary<string, string> value) =>
        new MapNode(Nowhere, [.. value.Select(f => new MapEntry(Nowhere, f.Key, new ScalarNode(Nowhere, f.Value)))]);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,60}\z", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();
}
