using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Scenarios.Options;

namespace Harness.Protocol;

/// <summary>Which node: <c>server</c>, <c>client</c> or <c>link</c>; with several of a tier <c>client-1</c>, <c>client-2</c>.</summary>
/// <param name="Name">Unique in a trial.</param>
[JsonConverter(typeof(NodeIdConverter))]
public sealed record NodeId(string Name)
{
    /// <summary>No node, or one that is not known yet.</summary>
    public static NodeId None { get; } = new("");

    /// <summary>The link between two tiers.</summary>
    public static NodeId Link { get; } = new("link");

    /// <summary>A node of a tier.</summary>
    /// <param name="tier">What all nodes of the tier play.</param>
    /// <param name="index">Which of them, from 0.</param>
    /// <param name="of">How many there are.</param>
    public static NodeId Of(Tier tier, int index = 0, int of = 1)
    {
        var word = tier.Word();
        return new(of == 1 ? word : string.Create(CultureInfo.InvariantCulture, $"{word}-{index + 1}"));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A node's id is a plain string, as a value and as a key.</summary>
internal sealed class NodeIdConverter : JsonConverter<NodeId>
{
    public override NodeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("a node's id is null"));

    public override void Write(Utf8JsonWriter writer, NodeId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
