using System.Globalization;
using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Language;

/// <summary>The <c>link</c> section, key by key.</summary>
internal static class LinkShape
{
    private const int MostRules = 50;
    private const int Billion = 1_000_000_000;

    private static readonly Shape<RuleConnections> Connections = new TextShape<RuleConnections>(
        $"'all', 'each', or the number of one, from 1 to {Billion}",
        text => text switch
        {
            "all" => new RuleConnections.All(),
            "each" => new RuleConnections.Each(),
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Billion
                ? new RuleConnections.One(number)
                : null,
        },
        connections => connections switch
        {
            RuleConnections.One one => one.Number.ToString(CultureInfo.InvariantCulture),
            RuleConnections.Each => "each",
            _ => "all",
        },
        () => SchemaNodes.Number("integer", 1, Billion, "^(all|each|[0-9]+)$"));

    private static readonly Shape<LinkRule> Rule = new MapShape<LinkRule>((_, _) => new() { Do = new LinkAct.Drop() })
        .Optional("from", Values.Word(("client", Tier.Client), ("server", Tier.Server)), o => o.From, (o, v) => o with { From = v })
        .Optional(
            "kind",
            Values.Word(
                ("syn", SegmentKind.Syn),
                ("fin", SegmentKind.Fin),
                ("rst", SegmentKind.Rst),
                ("data", SegmentKind.Data),
                ("ack", SegmentKind.Ack)),
            o => o.Kind,
            (o, v) => o with { Kind = v })
        .Optional(
            "bytes",
            Values.Word(("new", SegmentBytes.New), ("repeated", SegmentBytes.Repeated)),
            o => o.Bytes,
            (o, v) => o with { Bytes = v })
        .Optional("port", Values.Whole(1, 65535), o => o.Port, (o, v) => o with { Port = v })
        .Key("connection", Connections, o => o.Connection, (o, v) => o with { Connection = v })
        .Optional("nth", Values.Whole(1, Billion), o => o.Nth, (o, v) => o with { Nth = v })
        .Optional("share", Values.Share(0.000001, 1), o => o.Share, (o, v) => o with { Share = v })
        .Key("seed", Values.Whole(0, Billion), o => o.Seed, (o, v) => o with { Seed = v })
        .Key("armed", Values.Flag, o => o.Armed, (o, v) => o with { Armed = v })
        .Key("do", LinkAct.Shape, o => o.Do, (o, v) => o with { Do = v }, isRequired: true);

    /// <summary>The whole section.</summary>
    public static Shape<LinkOptions> Whole { get; } = new MapShape<LinkOptions>((_, _) => new())
        .Key("rtt", Values.Duration(TimeSpan.Zero, TimeSpan.FromSeconds(10)), o => o.Rtt, (o, v) => o with { Rtt = v })
        .Key("mtu", Values.Whole(1280, 9000), o => o.Mtu, (o, v) => o with { Mtu = v })
        .Key("rules", new NamedShape<LinkRule>("rules", Rule, MostRules), o => o.Rules, (o, v) => o with { Rules = v })
        .Key("pcap", Values.Flag, o => o.Pcap, (o, v) => o with { Pcap = v });
}
