using Harness.Controller.Configuration;
using Harness.Model.Scenarios;

namespace Harness.Controller.Shapes;

/// <summary>The axes of a sweep; the values are tried in their places by the planner.</summary>
internal sealed class SweepShape : Shape<IReadOnlyList<SweepAxis>>
{
    public override string Expected => "a map of keys and lists of values, such as { server.close.after: [0us, 400us] }";

    public override IReadOnlyList<SweepAxis> Read(Node node, Reading reading)
    {
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        var axes = new List<SweepAxis>();
        foreach (var entry in map.Entries)
        {
            if (entry.Value is not ListNode { Items: { Count: > 0 and <= 1000 } items } || !items.All(i => i is ScalarNode))
            {
                reading.At(entry.Key).Wrong(entry.Value, "expected a list of 1 to 1000 single values");
            }
            else
            {
                axes.Add(new SweepAxis(entry.Key, [.. items.Cast<ScalarNode>().Select(i => i.Value)]));
            }
        }

        return axes;
    }

    public override Node Write(IReadOnlyList<SweepAxis> value) => new MapNode(
        Nowhere,
        [.. value.Select(a => new MapEntry(Nowhere, a.Key, new ListNode(Nowhere, [.. a.Values.Select(v => new ScalarNode(Nowhere, v))])))]);
}
