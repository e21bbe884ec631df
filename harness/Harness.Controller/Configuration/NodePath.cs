namespace Harness.Controller.Configuration;

/// <summary>Puts a value at a dotted key such as <c>server.close.after</c> or <c>load.0.inject.rate</c>: what --set and a sweep do.</summary>
internal static class NodePath
{
    /// <summary>A copy of <paramref name="root"/> with <paramref name="value"/> at <paramref name="path"/>; what stands in the way gives place.</summary>
    public static Node With(Node root, string path, Node value) => With(root, path.Split('.'), value);

    private static Node With(Node? node, ReadOnlySpan<string> keys, Node value)
    {
        if (keys.IsEmpty)
        {
            return value;
        }

        if (node is ListNode list && int.TryParse(keys[0], out var index) && index >= 0 && index < list.Items.Count)
        {
            var changed = With(list.Items[index], keys[1..], value);
            return list with { Items = [.. list.Items.Select((item, i) => i == index ? changed : item)] };
        }

        var map = node as MapNode ?? new MapNode(value.Place, []);
        var key = keys[0];
        var entry = new MapEntry(value.Place, key, With(map[key], keys[1..], value));
        return map with
        {
            Entries = map[key] is null
                ? [.. map.Entries, entry]
                : [.. map.Entries.Select(e => e.Key == key ? entry : e)],
        };
    }
}
