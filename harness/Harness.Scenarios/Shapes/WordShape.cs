using System.Text.Json.Nodes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>One word of a few.</summary>
internal sealed class WordShape<T>((string Word, T Value)[] words) : Shape<T>
    where T : struct, Enum
{
    public override string Expected => words.Length == 1
        ? words[0].Word
        : $"{string.Join(", ", words.SkipLast(1).Select(w => w.Word))} or {words[^1].Word}";

    public override JsonObject Schema() => SchemaNodes.OneOf(words.Select(w => w.Word));

    public override T Read(Node node, Reading reading)
    {
        if (node is ScalarNode scalar)
        {
            foreach (var (word, value) in words)
            {
                if (word == scalar.Value)
                {
                    return value;
                }
            }

            var meant = SpellingSuggestion.For(scalar.Value, words.Select(w => w.Word));
            reading.Wrong(node, $"{Visible.Quoted(scalar.Value)} is not {Expected}{meant}");
            return default;
        }

        return Refuse(node, reading);
    }

    public override Node Write(T value) =>
        new ScalarNode(Nowhere, words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word);
}
