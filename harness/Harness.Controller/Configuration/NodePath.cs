namespace Harness.Controller.Configuration;

/// <summary>Puts a value at a dotted key such as <c>server.close.after</c> or <c>load.0.inject.rate</c>: what --set and a sweep do.</summary>
internal static class NodePath
{
    /// <summary>A copy of <paramref name="root"/> with <paramref name="value"/> at <paramref name="path"/>; what stands in the way gives place.</summary>
    /// <exception cref="ScenarioException">The path names an item that a list does not have.</exception>
    public static Node With(Node root, string path, Node value) => With(root, path.Split('.'), 0, value);

    private static Node With(Node? node, string[] keys, int at, Node value)
    {
        if (at == keys.Length)
        {
            return value;
        }

        if (node is ListNode list)
        {
            var index = int.TryParse(keys[at], out var number) && number >= 0 && number < list.Items.Count
                ? number
                : throw new ScenarioException(value.Place, $"{string.Join('.', keys[..at])}: there is no item '{keys[at]}'; it has {list.Items.Count}, counted from 0");
            var changed = With(list.Items[index], keys, at + 1, value);
            return list with { Items = [.. list.Items.Select((item, i) => i == index ? changed : item)] };
        }

        var map = node as MapNode ?? new MapNode(value.Place, []);
        var key = keys[at];
        var entry = new MapEntry(value.Place, key, With(map[key], keys, at + 1, value));
        if (map[key] is not null)
        {
            return map with { Entries = [.. map.Entries.Select(e => e.Key == key ? entry : e)] };
        }

        // A policy or a load step is a map of one key: another one takes its place.
        return map with { Entries = IsChoice(keys, at) ? [entry] : [.. map.Entries, entry] };
    }

    private static bool IsChoice(string[] keys, int at) => at > 0 && (keys[at - 1] == "close" || (at > 1 && keys[at - 2] == "load"));
}
