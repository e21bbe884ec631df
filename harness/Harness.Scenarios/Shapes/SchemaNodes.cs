using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Scenarios.Shapes;

/// <summary>
/// The pieces that a JSON schema of the language is made of. An editor reads a scenario as YAML: what this language takes for text may be a
/// number or a flag there, so each piece allows both.
/// </summary>
internal static class SchemaNodes
{
    /// <summary>Text of any kind.</summary>
    public static JsonObject Text => new() { ["type"] = Types("string", "number", "boolean", "null") };

    /// <summary>Text that fits a pattern; a number is left to the program.</summary>
    public static JsonObject Pattern(string pattern) => new() { ["type"] = Types("string", "number"), ["pattern"] = pattern };

    /// <summary>Text that fits a pattern and is never a number.</summary>
    public static JsonObject Word(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>A number within bounds, or text that fits a pattern.</summary>
    public static JsonObject Number(string type, double least, double most, string pattern) => new()
    {
        ["type"] = Types(type, "string"), ["minimum"] = least, ["maximum"] = most, ["pattern"] = pattern,
    };

    /// <summary>One of a few words.</summary>
    public static JsonObject OneOf(IEnumerable<string> words) => new()
    {
        ["enum"] = new JsonArray([.. words.SelectMany(Readings)]),
    };

    /// <summary>What fits at least one of these.</summary>
    public static JsonObject AnyOf(params IEnumerable<JsonObject> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>A map of these keys and no others.</summary>
    public static JsonObject Map(IEnumerable<(string Key, JsonObject Schema)> keys, IEnumerable<string> required)
    {
        var map = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(keys.Select(k => KeyValuePair.Create(k.Key, (JsonNode?)k.Schema))),
            ["additionalProperties"] = false,
        };
        if (required.ToList() is { Count: > 0 } needed)
        {
            map["required"] = Strings(needed);
        }

        return map;
    }

    /// <summary>A map of keys that fit a pattern.</summary>
    public static JsonObject Named(string pattern, JsonObject item, int? most = null)
    {
        var map = new JsonObject
        {
            ["type"] = "object", ["propertyNames"] = new JsonObject { ["pattern"] = pattern }, ["additionalProperties"] = item,
        };
        if (most is not null)
        {
            map["maxProperties"] = most;
        }

        return map;
    }

    /// <summary>A list, or where one item is enough, that item alone.</summary>
    public static JsonObject List(Func<JsonObject> item, int least, int most)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item(), ["minItems"] = least, ["maxItems"] = most };
        var alone = least > 1 ? [] : Words(item()).ToList();
        return alone.Count == 0 ? list : AnyOf([list, .. alone]);
    }

    // What of a schema a single word can be.
    private static IEnumerable<JsonObject> Words(JsonObject schema) =>
        schema["anyOf"] is JsonArray any ? any.SelectMany(s => Words((JsonObject)s!.DeepClone()))
        : schema.ContainsKey("if") || (schema["type"] is JsonValue type && (string?)type is "object" or "array") ? []
        : [schema];

    /// <summary>A list of names as JSON.</summary>
    public static JsonArray Strings(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode?)w)]);

    private static JsonArray Types(params IEnumerable<string> types) => Strings(types);

    private static IEnumerable<JsonNode?> Readings(string word)
    {
        yield return word;
        if (decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            yield return number;
        }
        else if (word is "true" or "false")
        {
            yield return word == "true";
        }
    }
}
