using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Yaml;

/// <summary>
/// Puts a value at a dotted key such as <c>server.close.after</c> or <c>load.0.inject.rate</c>: what --set and a sweep do.
/// </summary>
internal static class NodePath
{
    private const int MostParts = 16;

    /// <summary>
    /// A copy of <paramref name="root"/> with <paramref name="value"/> at <paramref name="path"/>. Anything already at that
    /// path is replaced.
    /// </summary>
    /// <param name="root">The scenario.</param>
    /// <param name="shape">What the scenario may hold: it says which maps take one key.</param>
    /// <param name="path">Keys and item numbers, joined by dots.</param>
    /// <param name="value">What to put there.</param>
    /// <exception cref="ScenarioException">The path names an item that a list does not have, or has too many parts.</exception>
    public static Node With(Node root, Shape shape, string path, Node value)
    {
        var keys = path.Split('.');
        return keys.Length <= MostParts
            ? With(root, shape, keys, 0, value)
            : throw new ScenarioException(
                value.Place, $"the key has {keys.Length:N0} parts; no part of a scenario is nested deeper than {MostParts} levels");
    }

    private static Node With(Node? node, Shape? shape, string[] keys, int at, Node value)
    {
        if (at == keys.Length)
        {
            return value;
        }

        var (key, below) = (keys[at], shape?.Below(keys[at]));
        if (node is ListNode list)
        {
            var index = int.TryParse(key, out var number) && number >= 0 && number < list.Items.Count
                ? number
                : throw new ScenarioException(
                    value.Place,
                    $"{string.Join('.', keys[..at])}: there is no item '{key}'; it has {list.Items.Count}, counted from 0");
            var changed = With(list.Items[index], below, keys, at + 1, value);
            return list with { Items = [.. list.Items.Select((item, i) => i == index ? changed : item)] };
        }

        var map = node as MapNode ?? new MapNode(value.Place, []);
        var entry = new MapEntry(value.Place, key, With(map[key], below, keys, at + 1, value));
        if (map[key] is not null)
        {
            return map with { Entries = [.. map.Entries.Select(e => e.Key == key ? entry : e)] };
        }

        return map with { Entries = shape is { TakesOneKey: true } ? [entry] : [.. map.Entries, entry] };
    }
}
