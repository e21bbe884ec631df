using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Language;

/// <summary>A request header field as sent. Line breaks in it would be a second field, or a second request.</summary>
internal sealed partial class HeaderShape : Shape<string>
{
    public override string Expected => "a header field on one line, such as 'Accept: */*'";

    public override JsonObject Schema() => SchemaNodes.Word(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+:[ \t]*[\x20-\x7e]*$");

    public override string Read(Node node, Reading reading) =>
        node is ScalarNode scalar && FieldPattern().IsMatch(scalar.Value) ? scalar.Value : Refuse(node, reading);

    public override Node Write(string value) => new ScalarNode(Nowhere, value);

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+:[ \t]*[\x20-\x7e]*\z", RegexOptions.None, 1000)]
    private static partial Regex FieldPattern();
}
