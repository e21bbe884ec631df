using System.Text.Json.Nodes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>A list of values of one shape; a single value may stand for a list of one.</summary>
internal sealed class ListShape<T>(Shape<T> item, int least, int most) : Shape<IReadOnlyList<T>>
{
    public override string Expected => $"a list of {least} to {most}, each {item.Expected}";

    public override Shape? Below(string key) => item;

    public override JsonObject Schema() => SchemaNodes.List(item.Schema, least, most);

    public override IReadOnlyList<T> Read(Node node, Reading reading)
    {
        var items = node switch
        {
            ListNode list => list.Items,
            ScalarNode { Value: not "" } => [node],
            _ => null,
        };
        if (items is null)
        {
            return Refuse(node, reading);
        }

        if (items.Count < least || items.Count > most)
        {
            reading.Wrong(node, $"has {items.Count} items; expected {Expected}");
            return [];
        }

        return [.. items.Select((n, i) => item.Read(n, node is ListNode ? reading.At($"{i}") : reading))];
    }

    public override Node Write(IReadOnlyList<T> value) => new ListNode(Nowhere, [.. value.Select(item.Write)]);
}
