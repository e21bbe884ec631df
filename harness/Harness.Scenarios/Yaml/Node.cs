namespace Harness.Scenarios.Yaml;

/// <summary>A piece of a scenario file as written, with its place, before anything is made of it.</summary>
internal abstract record Node(Place Place)
{
    /// <summary>
    /// The same, as if all of it were written at <paramref name="place"/>: for text from elsewhere, an inner place would only confuse.
    /// </summary>
    public Node At(Place place) => this switch
    {
        ListNode list => new ListNode(place, [.. list.Items.Select(i => i.At(place))]),
        MapNode map => new MapNode(place, [.. map.Entries.Select(e => new MapEntry(place, e.Key, e.Value.At(place)))]),
        _ => this with { Place = place },
    };
}

/// <summary>A single value.</summary>
internal sealed record ScalarNode(Place Place, string Value) : Node(Place);

/// <summary>A list of pieces.</summary>
internal sealed record ListNode(Place Place, IReadOnlyList<Node> Items) : Node(Place);

/// <summary>Keys and their pieces, in the order written; no key stands twice.</summary>
internal sealed record MapNode(Place Place, IReadOnlyList<MapEntry> Entries) : Node(Place)
{
    public Node? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;
}

/// <summary>One key of a map.</summary>
internal sealed record MapEntry(Place Place, string Key, Node Value);
