using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Harness.Analysis.Results;
using Harness.Protocol.Contracts;

namespace Harness.Reporting.Folders;

/// <summary>The JSON files of a result folder.</summary>
internal static class JsonFile
{
    // A thousand trials make some tens of megabytes.
    private const int LargestFile = 1 << 28;

    private static readonly JsonSerializerOptions Strict = new(ResultJson.Indented.Options) { RespectNullableAnnotations = true };

    // What the generated code of the other makes of a key that is not there is null or 0, whatever a record says in its place. This one
    // keeps what the record says, at the price of reflection: for files of an earlier version, or that somebody has edited.
    private static readonly Lazy<JsonSerializerOptions> Filling =
        new(() => new(Strict) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    public static void Write<T>(IOutputFolder folder, string name, T value) =>
        folder.Write(name, [.. JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), ResultJson.Indented), (byte)'\n']);

    /// <param name="path">The file.</param>
    /// <param name="newestFormat">The newest form of this kind of file that this program reads; null for one that has no forms.</param>
    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="ResultFolderException">The file is damaged or newer than this program.</exception>
    public static T? Read<T>(string path, int? newestFormat)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var root = JsonElement.Parse(ResultFiles.Read(path, LargestFile));
            RefuseNewer(path, root, newestFormat);
            var type = Strict.GetTypeInfo(typeof(T));
            RefuseNullItems(root, type);
            var options = HasEveryKey(root, type) ? Strict : Filling.Value;
            return root.Deserialize<T>(options) ?? throw new JsonException("it holds nothing");
        }
        catch (JsonException e)
        {
            throw new ResultFolderException($"{path}{Place(e)}: {Explain(e)}. Restore the file from a copy, or run the scenario again.", e);
        }
    }

    private static void RefuseNewer(string path, JsonElement root, int? known)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var format)
            && format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out var number) && number > known)
        {
            throw new ResultFolderException(
                $"{path}: written by a newer version of this program (format {number}; this one reads up to {known}). Use that version.");
        }
    }

    /// <summary>Null in a list or a map is the one thing that nullable annotations do not catch.</summary>
    private static void RefuseNullItems(JsonElement element, JsonTypeInfo type)
    {
        var children = (element.ValueKind, type.Kind) switch
        {
            (JsonValueKind.Object, JsonTypeInfoKind.Object) => type.Properties
                .Where(p => element.TryGetProperty(p.Name, out _))
                .Select(p => (Item: element.GetProperty(p.Name), Type: p.PropertyType, MayBeNull: true)),
            (JsonValueKind.Object, JsonTypeInfoKind.Dictionary) =>
                element.EnumerateObject().Select(entry => (entry.Value, type.ElementType!, MayBeNull: false)),
            (JsonValueKind.Array, JsonTypeInfoKind.Enumerable) =>
                element.EnumerateArray().Select(item => (item, type.ElementType!, MayBeNull: false)),
            _ => [],
        };
        foreach (var (item, itemType, mayBeNull) in children)
        {
            if (!mayBeNull && item.ValueKind == JsonValueKind.Null)
            {
                throw new JsonException($"a {(element.ValueKind == JsonValueKind.Array ? "list" : "map")} holds null");
            }

            RefuseNullItems(item, Strict.GetTypeInfo(itemType));
        }
    }

    private static bool HasEveryKey(JsonElement element, JsonTypeInfo type) => (element.ValueKind, type.Kind) switch
    {
        (JsonValueKind.Object, JsonTypeInfoKind.Object) => type.Properties.All(p =>
            element.TryGetProperty(p.Name, out var value) && HasEveryKey(value, Strict.GetTypeInfo(p.PropertyType))),
        (JsonValueKind.Object, JsonTypeInfoKind.Dictionary) =>
            element.EnumerateObject().All(entry => HasEveryKey(entry.Value, Strict.GetTypeInfo(type.ElementType!))),
        (JsonValueKind.Array, JsonTypeInfoKind.Enumerable) =>
            element.EnumerateArray().All(item => HasEveryKey(item, Strict.GetTypeInfo(type.ElementType!))),
        _ => true,
    };

    private static string Place(JsonException e) => e.LineNumber is { } line ? $":{line + 1}:{e.BytePositionInLine + 1}" : "";

    private static string Explain(JsonException e) => e.Path is null or "$"
        ? $"this is not the JSON that was written here ({e.Message.Split(" Path:")[0].TrimEnd('.')})"
        : $"{e.Path} does not hold what belongs there";
}
