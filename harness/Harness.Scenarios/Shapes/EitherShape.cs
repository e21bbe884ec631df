using System.Text.Json.Nodes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>One of two forms of the same thing, told apart by a key that only the first has.</summary>
internal sealed class EitherShape<T>(string key, Shape<T> withKey, Shape<T> without, Func<T, bool> hasKey) : Shape<T>
{
    public override string Expected => $"{withKey.Expected}, or {without.Expected}";

    public override Shape? Below(string key) => withKey.Below(key) ?? without.Below(key);

    public override JsonObject Schema() => new()
    {
        ["if"] = new JsonObject { ["required"] = SchemaNodes.Strings([key]) }, ["then"] = withKey.Schema(), ["else"] = without.Schema(),
    };

    public override T Read(Node node, Reading reading) =>
        (node is MapNode map && map[key] is not null ? withKey : without).Read(node, reading);

    public override Node Write(T value) => (hasKey(value) ? withKey : without).Write(value);
}
