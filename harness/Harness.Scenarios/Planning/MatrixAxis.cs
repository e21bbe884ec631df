using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Planning;

/// <summary>The axes of a matrix, as the command line gives them: <c>server.close=immediately,when_client_closes</c>.</summary>
public static class MatrixAxis
{
    private const int MostValues = 100;

    /// <summary>Reads one axis. A value that contains commas is written in YAML's flow style, such as <c>{after: 1ms}</c>.</summary>
    /// <exception cref="ScenarioException">It is none; the message says how to write one.</exception>
    public static SweepAxis Parse(string text)
    {
        var place = new Place($"-L {text}");
        if (text.Split('=', 2) is not [{ Length: > 0 } key, { Length: > 0 } values])
        {
            throw new ScenarioException(place, "write KEY=VALUE,VALUE,... such as -L client.like=curl,ab");
        }

        var list = YamlReader.ReadText($"[{values}]", place.Source).At(place) as ListNode;

        // Brackets around all of the values are as good as none.
        var items = list is { Items: [ListNode inner] } ? inner.Items : list!.Items;
        var words = items.Select(SweepShape.TextOf).Where(w => w.Length > 0).ToList();
        return words.Count is 0 or > MostValues || words.Distinct(StringComparer.Ordinal).Count() != items.Count
            ? throw new ScenarioException(
                place, $"needs 1 to {MostValues} values, each once and none empty, such as -L client.like=curl,ab")
            : new SweepAxis(key.Trim(), words);
    }

    /// <summary>Every combination of values, the last axis changing fastest.</summary>
    public static IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Combinations(IReadOnlyList<SweepAxis> axes)
    {
        IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> combinations = [[]];
        foreach (var axis in axes)
        {
            combinations = [.. combinations.SelectMany(c => axis.Values.Select(v =>
                (IReadOnlyList<KeyValuePair<string, string>>)[.. c, KeyValuePair.Create(axis.Key, v)]))];
        }

        return combinations;
    }
}
