using System.Text.Json.Nodes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>A map whose keys are names that the user gives, in the order in which they stand.</summary>
/// <param name="what">What has the names, for messages: <c>rules</c>.</param>
/// <param name="item">What stands under each.</param>
/// <param name="most">How many there may be.</param>
internal sealed class NamedShape<T>(string what, Shape<T> item, int most) : Shape<IReadOnlyDictionary<string, T>>
{
    public override string Expected => $"a map of at most {most} {what} by their names, each {item.Expected}";

    public override Shape? Below(string key) => item;

    public override JsonObject Schema() => SchemaNodes.Named("^[A-Za-z][A-Za-z0-9_]{0,39}$", item.Schema(), most);

    public override IReadOnlyDictionary<string, T> Read(Node node, Reading reading)
    {
        var named = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        if (map.Entries.Count > most)
        {
            reading.Wrong(node, $"has {map.Entries.Count} {what}; expected at most {most}");
            return named;
        }

        foreach (var entry in map.Entries)
        {
            if (!Values.IsPartOfKey(entry.Key))
            {
                reading.Wrong(entry.Place, $"{Visible.Quoted(entry.Key)} is no name: use {Values.PartOfKey.Expected}");
            }

            named[entry.Key] = item.Read(entry.Value, reading.At(entry.Key));
        }

        return named;
    }

    public override Node Write(IReadOnlyDictionary<string, T> value) =>
        new MapNode(Nowhere, [.. value.Select(n => new MapEntry(Nowhere, n.Key, item.Write(n.Value)))]);
}
