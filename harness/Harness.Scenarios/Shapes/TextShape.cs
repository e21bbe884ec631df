using System.Text.Json.Nodes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>A value that is one piece of text, turned into a value by a function that gives null for what it refuses.</summary>
internal sealed class TextShape<T>(
    string expected, Func<string, T?> parse, Func<T, string> format, Func<JsonObject> schema) : Shape<T>
    where T : class
{
    public override string Expected => expected;

    public override JsonObject Schema()
    {
        var described = schema();
        described["description"] = expected;
        return described;
    }

    public override T Read(Node node, Reading reading) =>
        node is ScalarNode scalar && parse(scalar.Value.Trim()) is { } value ? value : Refuse(node, reading);

    public override Node Write(T value) => new ScalarNode(Nowhere, format(value));
}

/// <summary>As <see cref="TextShape{T}"/>, for value types.</summary>
internal sealed class ValueShape<T>(
    string expected, Func<string, T?> parse, Func<T, string> format, Func<JsonObject> schema) : Shape<T>
    where T : struct
{
    public override string Expected => expected;

    public override JsonObject Schema()
    {
        var described = schema();
        described["description"] = expected;
        return described;
    }

    public override T Read(Node node, Reading reading) =>
        node is ScalarNode scalar && parse(scalar.Value.Trim()) is { } value ? value : Refuse(node, reading);

    public override Node Write(T value) => new ScalarNode(Nowhere, format(value));
}
