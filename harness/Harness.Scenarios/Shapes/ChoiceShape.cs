using System.Text.Json.Nodes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>
/// One of several cases of a closed policy: a word (<c>immediately</c>), or a map of one key that carries its value (<c>after: 400us</c>).
/// </summary>
internal sealed class ChoiceShape<T> : Shape<T>
    where T : class
{
    private readonly List<Case> cases = [];

    public override string Expected => string.Join(" | ", cases.Select(c => c.Form));

    public override bool TakesOneKey => true;

    public override Shape? Below(string key) => cases.Find(c => c.Key == key)?.Shape;

    /// <summary>The keys of the cases that carry a value, with what each carries.</summary>
    public IEnumerable<(string Key, JsonObject Schema)> Carried =>
        cases.Where(c => c.Shape is not null).Select(c => (c.Key, c.Shape!.Schema()));

    public override JsonObject Schema()
    {
        var alone = words.Count > 0 ? [SchemaNodes.OneOf(words.Keys)] : Array.Empty<JsonObject>();
        return SchemaNodes.AnyOf([.. alone, .. Carried.Select(c => SchemaNodes.Map([c], [c.Key]))]);
    }

    /// <summary>Adds a case that is only a word.</summary>
    public ChoiceShape<T> Word<TCase>(string word)
        where TCase : T, new()
    {
        cases.Add(new Case(word, word, typeof(TCase), Shape: null, Read: null, _ => new ScalarNode(Nowhere, word)));
        words[word] = new TCase();
        return this;
    }

    /// <summary>Adds a case that carries a value.</summary>
    public ChoiceShape<T> Carrying<TCase, TValue>(
        string key, Shape<TValue> shape, string form, Func<TValue, TCase> make, Func<TCase, TValue> get)
        where TCase : T
    {
        cases.Add(new Case(
            key,
            form,
            typeof(TCase),
            shape,
            (node, reading) => shape.Read(node, reading) is { } value && reading.Errors.Count == 0 ? make(value) : null,
            value => new MapNode(Nowhere, [new MapEntry(Nowhere, key, shape.Write(get((TCase)value)))])));
        return this;
    }

    public override T Read(Node node, Reading reading) => node switch
    {
        ScalarNode { Value: not "" } scalar => ReadWord(scalar, reading),
        MapNode { Entries: [var entry] } => ReadCarrying(entry, reading),
        MapNode { Entries: { Count: > 1 } entries } =>
            Fail(entries[1].Place, $"has {entries.Count} keys, but takes one: {Expected}", reading),
        _ => Refuse(node, reading),
    };

    public override Node Write(T value) => cases.First(c => c.Type == value.GetType()).Write(value);

    private readonly Dictionary<string, T> words = new(StringComparer.Ordinal);

    private T ReadWord(ScalarNode scalar, Reading reading)
    {
        if (words.TryGetValue(scalar.Value, out var value))
        {
            return value;
        }

        return cases.Find(c => c.Key == scalar.Value) is { } carrying
            ? Fail(scalar.Place, $"{Visible.Quoted(scalar.Value)} needs a value: write {carrying.Form}", reading)
            : Fail(
                scalar.Place,
                $"{Visible.Quoted(scalar.Value)} is not one of {Expected}{SpellingSuggestion.For(scalar.Value, cases.Select(c => c.Key))}",
                reading);
    }

    private T ReadCarrying(MapEntry entry, Reading reading)
    {
        var found = cases.Find(c => c.Key == entry.Key);
        if (found?.Read is null)
        {
            return Fail(
                entry.Place,
                found is null
                    ? $"{Visible.Quoted(entry.Key)} is not one of {Expected}{SpellingSuggestion.For(entry.Key, cases.Select(c => c.Key))}"
                    : $"{Visible.Quoted(entry.Key)} takes no value: write it as a word",
                reading);
        }

        // The value's own errors are counted apart: make() must only see a whole value.
        var own = reading.At(entry.Key) with { Errors = [] };
        var value = found.Read(entry.Value, own);
        reading.Errors.AddRange(own.Errors);
        return value!;
    }

    private static T Fail(Place place, string message, Reading reading)
    {
        reading.Wrong(place, message);
        return null!;
    }

    private sealed record Case(string Key, string Form, Type Type, Shape? Shape, Func<Node, Reading, T?>? Read, Func<T, Node> Write);
}
