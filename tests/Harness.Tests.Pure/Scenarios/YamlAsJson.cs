using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>A scenario as an editor sees it that checks YAML with a JSON schema: a word without quotes may be a number or a flag.</summary>
internal static partial class YamlAsJson
{
    public static JsonNode? Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Of(stream.Documents[0].RootNode);
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c =>
            KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Of(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } value } => Plain(value),
        YamlScalarNode { Value: var value } => value,
        _ => throw new InvalidOperationException($"{node.NodeType}"),
    };

    // YAML 1.2, chapter 10.3.2.
    private static JsonNode? Plain(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when WholePattern().IsMatch(value) && long.TryParse(value, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when DecimalPattern().IsMatch(value) => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => value,
    };

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.None, 1000)]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DecimalPattern();
}
