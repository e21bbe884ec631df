using Harness.Scenarios.Language;
using Harness.Scenarios.Options;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Planning;

/// <summary>
/// Puts what the command line says of the load (how many connections, clients, how fast, for how long) into the one step that takes it. Two
/// of these words make a step of their own, which replaces the only step of a load that cannot take them.
/// </summary>
internal static class LoadChange
{
    private const string Copies = "copies";

    // The steps that need no more than two words.
    private static readonly (string Step, string[] Keys)[] OfTwoWords =
    [
        (LoadStep.IterationsForConstant.Name, ["iterations", Copies]),
        (LoadStep.KeepConstant.Name, [Copies, "during"]),
        (LoadStep.Inject.Name, ["rate", "during"]),
        (LoadStep.IterationsForInject.Name, ["rate", "iterations"]),
    ];

    /// <summary>The keys to set for <paramref name="words"/>.</summary>
    /// <param name="scenario">The scenario without them.</param>
    /// <param name="words">Options with a step's key and its value: <c>--rate</c>, <c>rate</c>, <c>500</c>.</param>
    /// <param name="load">Where the load stands, for the message.</param>
    /// <exception cref="ScenarioException">This load cannot take them; the message shows its own step.</exception>
    public static IReadOnlyList<Setting> Settings(Scenario scenario, IReadOnlyList<Setting> words, Place load)
    {
        if (scenario.Client.Program is not null)
        {
            return words is [{ Key: Copies } copies] ? [copies with { Key = "client.copies" }] : throw new ScenarioException(
                load,
                $"client.command brings its own load, which {Written(words)} cannot change: change the command itself, "
                + "--copies (how many run at once) or --set client.times=N (how often)");
        }

        var takers = scenario.Load.Index().Where(s => s.Item.Kind != LoadKind.Pause && words.All(w => Takes(s.Item, w.Key))).ToList();
        if (takers is [var (index, step)])
        {
            return [.. words.Select(w => w with { Key = $"load.{index}.{step.Word}.{w.Key}" })];
        }

        return takers.Count == 0 && scenario.Load.Count == 1 && StepOf(words) is { } other
            ? [new Setting(words[0].Option, "load", YamlWriter.WriteOnOneLine(other)) { Written = Written(words) }]
            : throw new ScenarioException(load, Refusal(scenario.Load, words, takers.Count));
    }

    private static string Refusal(IReadOnlyList<LoadStep> load, IReadOnlyList<Setting> words, int takers)
    {
        var steps = string.Join(", ", load.Select(s => YamlWriter.WriteOnOneLine(LoadStepShape.Whole.Write(s))));
        var keys = string.Join(" and ", words.Select(w => $"'{w.Key}'"));
        return takers > 1
            ? $"load: {takers} steps have {keys}, and {Written(words)} does not say which: {steps}. Name one: --set load.0.STEP.KEY=VALUE"
            : $"load: no step has {keys} for {Written(words)}: {steps}. "
                + (load.Count == 1
                    ? "Change what it has, or give two words for another load: --connections with --copies or --rate, "
                        + "--for with --copies or --rate"
                    : "Replace the whole load with --set 'load=[...]'");
    }

    private static ListNode? StepOf(IReadOnlyList<Setting> words)
    {
        var place = new Place(Written(words));
        return Array.Find(OfTwoWords, s => s.Keys.Length == words.Count && words.All(w => s.Keys.Contains(w.Key))) is { Step: { } step }
            ? new ListNode(place, [Map(step, new MapNode(place, [.. words.Select(w => Entry(w.Key, new ScalarNode(place, w.Value)))]))])
            : null;

        MapNode Map(string key, Node value) => new(place, [Entry(key, value)]);

        MapEntry Entry(string key, Node value) => new(place, key, value);
    }

    private static bool Takes(LoadStep step, string key) => LoadStepShape.Whole.Below(step.Word)?.Below(key) is not null;

    private static string Written(IReadOnlyList<Setting> words) => string.Join(' ', words.Select(w => w.Written));
}
