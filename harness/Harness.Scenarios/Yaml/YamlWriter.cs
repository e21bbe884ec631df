using Harness.Scenarios.Words;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Scenarios.Yaml;

/// <summary>Writes nodes as YAML: small maps and lists of values on one line, as people write scenarios.</summary>
internal static class YamlWriter
{
    private const int LongestFlow = 110;

    public static string Write(Node node) => Write(node, onOneLine: false);

    /// <summary>Maps in braces, lists in brackets.</summary>
    public static string WriteOnOneLine(Node node) => Write(node, onOneLine: true).TrimEnd('\n');

    private static string Write(Node node, bool onOneLine)
    {
        var text = new StringWriter { NewLine = "\n" };
        var settings = new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024);
        var emitter = new Emitter(text, settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, node, onOneLine ? SequenceStyle.Flow : SequenceStyle.Block);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, Node node, SequenceStyle style = SequenceStyle.Any)
    {
        var flow = style == SequenceStyle.Flow || (style == SequenceStyle.Any && FlowLength(node) <= LongestFlow);
        switch (node)
        {
            case ScalarNode scalar:
                emitter.Emit(ScalarOf(scalar.Value));
                break;
            case ListNode list:
                emitter.Emit(new SequenceStart(default, default, isImplicit: true, flow ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items)
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case MapNode map:
                emitter.Emit(new MappingStart(default, default, isImplicit: true, flow ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    emitter.Emit(ScalarOf(entry.Key));
                    Emit(emitter, entry.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }

    // "1.0" and "yes" stay text for every YAML reader when quoted; the emitter quotes what must be quoted for itself.
    private static Scalar ScalarOf(string value) =>
        value.Any(MustBeEscaped) ? Quoted(value)
        : value.Contains('\n') ? new Scalar(default, default, value, ScalarStyle.Literal, isPlainImplicit: true, isQuotedImplicit: true)
        : value.Length == 0 || (value.Contains('.') && double.TryParse(value, out _)) ? Quoted(value)
        : new Scalar(value);

    private static Scalar Quoted(string value) =>
        new(default, default, value, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true);

    // What is shown as an escape, such as control characters and what YAML takes for the end of a line, must be read as one.
    private static bool MustBeEscaped(char c) => Visible.IsHidden(c) && c is not ('\n' or '\t');

    private static int FlowLength(Node node) => node switch
    {
        ScalarNode scalar => scalar.Value.Contains('\n') ? LongestFlow : scalar.Value.Length,
        ListNode list => list.Items.Sum(i => FlowLength(i) + 2) + 2,
        MapNode map => map.Entries.Sum(e => e.Key.Length + FlowLength(e.Value) + 4) + 2,
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
