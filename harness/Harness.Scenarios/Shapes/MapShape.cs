using System.Text.Json.Nodes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>A map with known keys that fills an immutable record, starting from its defaults.</summary>
/// <param name="start">The defaults; for a client they depend on the profile that the map names.</param>
internal sealed class MapShape<T>(Func<MapNode, Reading, T> start) : Shape<T>
    where T : class
{
    private readonly List<Field> fields = [];
    private readonly List<string> needed = [];

    public override string Expected => $"a map with the keys {string.Join(", ", fields.Select(f => f.Key))}";

    public override Shape? Below(string key) => fields.Find(f => f.Key == key)?.Shape;

    /// <summary>Adds a key. What <paramref name="get"/> gives as null is not written back.</summary>
    public MapShape<T> Key<TValue>(string key, Shape<TValue> shape, Func<T, TValue?> get, Func<T, TValue, T> set, bool isRequired = false)
    {
        fields.Add(new Field(
            key,
            isRequired,
            shape,
            (owner, node, reading) => ReadInto(owner, shape, node, reading, set),
            owner => get(owner) is { } value ? shape.Write(value) : null));
        return this;
    }

    /// <summary>Adds a key of a value type that may be left out, and is not written back then.</summary>
    public MapShape<T> Optional<TValue>(string key, Shape<TValue> shape, Func<T, TValue?> get, Func<T, TValue, T> set)
        where TValue : struct
    {
        fields.Add(new Field(
            key,
            IsRequired: false,
            shape,
            (owner, node, reading) => set(owner, shape.Read(node, reading)),
            owner => get(owner) is { } value ? shape.Write(value) : null));
        return this;
    }

    /// <summary>Keys that have no default either, although a missing one is reported by whoever makes the start.</summary>
    public MapShape<T> Needs(params IReadOnlyList<string> keys)
    {
        needed.AddRange(keys);
        return this;
    }

    public override JsonObject Schema()
    {
        var defaults = Defaults();
        return SchemaNodes.Map(
            fields.Select(f => (f.Key, Defaulting(f.Shape.Schema(), f.IsRequired ? null : defaults?[f.Key]))),
            fields.Where(f => f.IsRequired).Select(f => f.Key).Concat(needed));
    }

    public override T Read(Node node, Reading reading)
    {
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        var value = start(map, reading);
        foreach (var entry in map.Entries)
        {
            if (fields.Find(f => f.Key == entry.Key) is { } field)
            {
                value = field.Read(value, entry.Value, reading.At(field.Key));
            }
            else
            {
                var keys = fields.Select(f => f.Key).ToList();
                reading.Wrong(
                    entry.Place,
                    $"unknown key {Visible.Quoted(entry.Key)}{SpellingSuggestion.For(entry.Key, keys)} "
                    + $"(known here: {string.Join(", ", keys)})");
            }
        }

        foreach (var missing in fields.Where(f => f.IsRequired && map[f.Key] is null))
        {
            reading.Wrong(node, $"the key '{missing.Key}' is missing");
        }

        return value;
    }

    public override Node Write(T value) => new MapNode(
        Nowhere,
        [
            .. fields.Select(f => (f.Key, Node: f.Write(value)))
                .Where(f => f.Node is not null)
                .Select(f => new MapEntry(Nowhere, f.Key, f.Node!)),
        ]);

    // Null where the defaults depend on what is written.
    private MapNode? Defaults()
    {
        var reading = new Reading("", []);
        var value = start(new MapNode(Nowhere, []), reading);
        return reading.Errors.Count == 0 ? (MapNode)Write(value) : null;
    }

    private static JsonObject Defaulting(JsonObject schema, Node? value)
    {
        if (value is ScalarNode { Value: { Length: > 0 } text })
        {
            schema["default"] = text;
        }

        return schema;
    }

    // A value that could not be read must not replace the default: later rules would stumble over it.
    private static T ReadInto<TValue>(T owner, Shape<TValue> shape, Node node, Reading reading, Func<T, TValue, T> set)
    {
        var known = reading.Errors.Count;
        var value = shape.Read(node, reading);
        return reading.Errors.Count == known ? set(owner, value) : owner;
    }

    private sealed record Field(string Key, bool IsRequired, Shape Shape, Func<T, Node, Reading, T> Read, Func<T, Node?> Write);
}
