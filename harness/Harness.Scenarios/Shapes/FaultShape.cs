using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Scenarios.Options;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>A fault: the share of the answers that it hits, and beside it the one key that says what happens to them.</summary>
internal sealed class FaultShape : Shape<Fault>
{
    private const string ShareKey = "share";

    private static readonly Shape<double> Share = new ValueShape<double>(
        "a share from 0.0001 to 1 in steps of 0.0001, such as 0.01 for one in a hundred",
        text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and <= 1
            && decimal.IsInteger(share * Fault.Parts)
                ? (double)share
                : null,
        share => share.ToString("0.####", CultureInfo.InvariantCulture),
        () => SchemaNodes.Number("number", 1.0 / Fault.Parts, 1, Values.Decimal));

    public override string Expected => $"a map of a share and what happens, such as {{ share: 0.01, cut: 3 }}: {FaultAct.Shape.Expected}";

    public override Shape? Below(string key) => key == ShareKey ? Share : FaultAct.Shape.Below(key);

    public override JsonObject Schema()
    {
        var map = SchemaNodes.Map([(ShareKey, Share.Schema()), .. FaultAct.Shape.Carried], [ShareKey]);
        (map["minProperties"], map["maxProperties"]) = (2, 2);
        return map;
    }

    public override Fault Read(Node node, Reading reading)
    {
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        if (map[ShareKey] is not { } share)
        {
            reading.Wrong(node, "the key 'share' is missing: of how many of the answers, such as 'share: 0.01'");
            return default!;
        }

        var acts = map with { Entries = [.. map.Entries.Where(e => e.Key != ShareKey)] };
        if (acts.Entries.Count == 0)
        {
            reading.Wrong(node, $"says to how many answers something happens, but not what; add one of {FaultAct.Shape.Expected}");
            return default!;
        }

        return new(Share.Read(share, reading.At(ShareKey)), FaultAct.Shape.Read(acts, reading));
    }

    public override Node Write(Fault value) =>
        new MapNode(
            Nowhere, [new(Nowhere, ShareKey, Share.Write(value.Share)), .. ((MapNode)FaultAct.Shape.Write(value.Act)).Entries]);
}
