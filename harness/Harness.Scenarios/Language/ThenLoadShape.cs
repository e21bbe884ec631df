using System.Text.Json.Nodes;
using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Language;

/// <summary>
/// A load among the later steps: its steps alone, or a map that also says how its connections behave and what its figures are called.
/// </summary>
/// <param name="client">The built-in clients.</param>
internal sealed class ThenLoadShape(Shape<ClientOptions> client) : Shape<ThenStep.Load>
{
    private static readonly Shape<IReadOnlyList<LoadStep>> Steps = new ListShape<LoadStep>(LoadStepShape.Whole, 1, 100);

    private readonly Shape<ThenStep.Load> map = new MapShape<ThenStep.Load>((_, _) => new([]))
        .Key("as", Values.PartOfKey, o => o.As, (o, v) => o with { As = v })
        .Key("client", client, o => o.Client, (o, v) => o with { Client = v })
        .Key("steps", Steps, o => o.Steps, (o, v) => o with { Steps = v }, isRequired: true);

    public override string Expected => $"{Steps.Expected}, or {map.Expected}";

    public override JsonObject Schema() => SchemaNodes.AnyOf(Steps.Schema(), map.Schema());

    public override Shape? Below(string key) => map.Below(key) ?? Steps.Below(key);

    public override ThenStep.Load Read(Node node, Reading reading) =>
        node is MapNode ? map.Read(node, reading) : new(Steps.Read(node, reading));

    public override Node Write(ThenStep.Load value) => value is { Client: null, As: null } ? Steps.Write(value.Steps) : map.Write(value);
}
