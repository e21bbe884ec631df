using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Language;

/// <summary>The <c>threshold</c> section, key by key.</summary>
internal static class ThresholdShape
{
    private static readonly Shape<TimeSpan> Delay = Values.Duration(TimeSpan.Zero, TimeSpan.FromHours(1));

    public static Shape<ThresholdOptions> Whole { get; } = new MapShape<ThresholdOptions>((_, _) => new())
        .Key(
            "key",
            new TextShape<string>(
                string.Join(" or ", ThresholdOptions.Keys),
                text => ThresholdOptions.Keys.Contains(text) ? text : null,
                text => text,
                () => SchemaNodes.OneOf(ThresholdOptions.Keys)),
            o => o.Key,
            (o, v) => o with { Key = v })
        .Key(
            "share",
            Values.Word(
                ("server.time_wait", ThresholdShare.ServerTimeWait), ("closed_first.server", ThresholdShare.ServerFirst),
                ("client.time_wait", ThresholdShare.ClientTimeWait), ("closed_first.client", ThresholdShare.ClientFirst)),
            o => o.Share,
            (o, v) => o with { Share = v })
        .Key("at_most", Values.Share(0.0001, 0.9999), o => o.AtMost, (o, v) => o with { AtMost = v })
        .Key("from", Delay, o => o.From, (o, v) => o with { From = v })
        .Key("to", Delay, o => o.To, (o, v) => o with { To = v })
        .Key("confidence", Values.Share(0.5, 0.9999), o => o.Confidence, (o, v) => o with { Confidence = v })
        .Key("connections", Values.Whole(1, 1_000_000_000), o => o.Connections, (o, v) => o with { Connections = v })
        .Key("trials", Values.Whole(1, 10_000), o => o.Trials, (o, v) => o with { Trials = v })
        .Key("within", Values.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)), o => o.Within, (o, v) => o with { Within = v });
}
