using System.Text.Json.Nodes;
using Harness.Scenarios.Options;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>
/// The axes of a sweep; the planner tries the values in their places. A value that is no single word is kept as YAML on one
/// line; a map may bring a <c>name</c>, which stands for it in the results.
/// </summary>
internal sealed class SweepShape : Shape<IReadOnlyList<SweepAxis>>
{
    private const string Name = "name";

    // More than a table of trials could show.
    private const int MostAxes = 20;
    private const int MostValues = 1000;

    public override string Expected => "a map of keys and lists of values, such as { server.close.after: [0us, 400us] }";

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["maxProperties"] = MostAxes,
        ["additionalProperties"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = MostValues },
    };

    public override IReadOnlyList<SweepAxis> Read(Node node, Reading reading)
    {
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        if (map.Entries.Count > MostAxes)
        {
            reading.Wrong(node, $"has {map.Entries.Count:N0} keys; at most {MostAxes} are swept");
            return [];
        }

        var axes = new List<SweepAxis>();
        foreach (var entry in map.Entries)
        {
            if (entry.Value is not ListNode { Items: { Count: > 0 and <= MostValues } items })
            {
                reading.At(entry.Key).Wrong(entry.Value, $"expected a list of 1 to {MostValues} values");
            }
            else
            {
                foreach (var twice in items.GroupBy(i => NameOf(TextOf(i)), StringComparer.Ordinal).Where(g => g.Count() > 1))
                {
                    reading.At(entry.Key).Wrong(
                        twice.Last(), $"{Visible.Quoted(twice.Key)} is there twice: the results could not tell one from the other");
                }

                axes.Add(new SweepAxis(entry.Key, [.. items.Select(TextOf)]));
            }
        }

        return axes;
    }

    public override Node Write(IReadOnlyList<SweepAxis> value) => new MapNode(
        Nowhere,
        [.. value.Select(a => new MapEntry(Nowhere, a.Key, new ListNode(Nowhere, [.. a.Values.Select(v => NodeOf(v, Nowhere))])))]);

    /// <summary>What the results call the value that <paramref name="text"/> stands for.</summary>
    public static string NameOf(string text) =>
        text is ['{', ..] && NodeOf(text, Nowhere) is MapNode map && map[Name] is ScalarNode name ? name.Value : text;

    /// <summary>The value that <paramref name="text"/> stands for, as if it were written at <paramref name="place"/>.</summary>
    public static Node ValueOf(string text, Place place) => NodeOf(text, place) is MapNode map
        ? map with { Entries = [.. map.Entries.Where(e => e.Key != Name)] }
        : NodeOf(text, place);

    private static Node NodeOf(string text, Place place) =>
        text is ['{' or '[' or '\'', ..] ? YamlReader.ReadText(text, place.Source).At(place) : new ScalarNode(place, text);

    /// <summary>
    /// The text that stands for <paramref name="node"/>. A word stays as it is, unless it would read as one of the other forms.
    /// </summary>
    public static string TextOf(Node node) => node switch
    {
        ScalarNode { Value: ['{' or '[' or '\'', ..] value } => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
        ScalarNode { Value: var value } => value,
        _ => YamlWriter.WriteOnOneLine(node),
    };
}
