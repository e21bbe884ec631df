using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Scenarios.Language;
using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Planning;

/// <summary>Reads scenarios and makes plans of them.</summary>
/// <param name="vocabulary">What a scenario may name.</param>
public sealed class ScenarioPlanner(Vocabulary vocabulary)
{
    private const int MostTrials = 10_000;

    // The axis whose values change several keys at once; where there are several, the others have a name after it: cases.listener.
    private const string Cases = "cases";

    private readonly Shape<Scenario> shape = new ScenarioShape(vocabulary).Whole();

    /// <summary>Reads a scenario, puts <paramref name="settings"/> in their places and plans the trials.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in error messages, such as a file's.</param>
    /// <param name="settings">Dotted keys and values of --set, which win over the text and over its sweep.</param>
    /// <exception cref="ScenarioException">The text or a setting is wrong; all errors at once.</exception>
    public RunPlan Plan(string text, string source, params IReadOnlyList<Setting> settings) =>
        Plan(text, source, new ScenarioChanges(settings, []));

    /// <summary>The same, with all that the command line may change.</summary>
    public RunPlan Plan(string text, string source, ScenarioChanges changes)
    {
        var file = YamlReader.ReadText(text, source);
        if (changes.Load.Count == 0)
        {
            return Plan(file, changes.Settings);
        }

        var root = Set(file, changes.Settings);
        return Plan(file, [.. changes.Settings, .. LoadChange.Settings(Read(root), changes.Load, PlaceOf(root, "load"))]);
    }

    /// <summary>The language as a JSON schema, for editors: what it refuses the program refuses too.</summary>
    public JsonObject Schema()
    {
        var schema = shape.Schema();
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "A scenario of the TIME_WAIT harness");
        schema.Insert(2, "description", "scenarios/README.md explains each key.");
        return schema;
    }

    /// <summary>A plan of trials that were made by a program.</summary>
    /// <param name="trials">At least one; the scenario of the first stands for all.</param>
    public RunPlan PlanOf(IReadOnlyList<TrialPlan> trials) =>
        new(trials[0].Scenario, YamlWriter.Write(shape.Write(trials[0].Scenario)), trials);

    /// <summary>A plan of one trial, with a change that keeps its scenario valid.</summary>
    public RunPlan Variant(RunPlan plan, Func<Scenario, Scenario> change)
    {
        var scenario = change(plan.Scenario);
        return PlanOf([new TrialPlan(1, plan.Trials[0].Parameters, scenario)]);
    }

    private RunPlan Plan(Node file, IReadOnlyList<Setting> settings)
    {
        var root = Set(file, settings);
        var scenario = Read(root);
        if (scenario.Network == NetworkKind.Hosts && settings.All(s => s.Option != HostRules.Option))
        {
            throw new ScenarioException(
                PlaceOf(root, "network"), $"network: '{HostRules.Option} FILE' makes this of any scenario; leave 'network' out");
        }

        var text = YamlWriter.Write(shape.Write(scenario));
        if (scenario.Threshold is { } threshold)
        {
            return new RunPlan(scenario, text, [])
            {
                Probe = value => Variant(new Dictionary<string, string>(StringComparer.Ordinal) { [threshold.Key] = value }),
                Settings = settings,
            };
        }

        var axes = scenario.Sweep
            .Where(a => settings.All(s => a.Key != s.Key && !a.Key.StartsWith($"{s.Key}.", StringComparison.Ordinal)))
            .ToList();
        var count = axes.Aggregate((double)scenario.Repeat, (product, axis) => product * axis.Values.Count);
        if (count > MostTrials)
        {
            throw new ScenarioException(
                PlaceOf(root, "sweep"), $"sweep and repeat make {count:N0} trials; at most {MostTrials:N0} are allowed");
        }

        var variants = Combinations(axes).Select(c => (Parameters: c, Scenario: Variant(c))).ToList();
        if (scenario.Predict && axes.Exists(a => a.Key == Predicted.Key))
        {
            // The expectations are about the sweep; these trials are about the client.
            var leading = Combinations([.. axes.Where(a => a.Key != Predicted.Key)]).Select(Predicted.Leading);
            variants.InsertRange(0, leading.Select(c => (c, Variant(c) with { Expect = [] })));
        }

        var trials = Enumerable.Range(0, scenario.Repeat).SelectMany(_ => variants)
            .Select((v, i) => new TrialPlan(i + 1, Named(v.Parameters), v.Scenario))
            .ToList();
        return new RunPlan(scenario, text, trials) { Settings = settings };

        // A setting wins over a case that names its key too.
        Scenario Variant(IReadOnlyDictionary<string, string> parameters) =>
            parameters.Count == 0 ? scenario : Read(WithoutItsLoad(Set(Changed(root, parameters), settings), parameters));
    }

    private Node Set(Node node, IReadOnlyList<Setting> settings) => settings.Aggregate(node, (set, s) =>
    {
        var value = YamlReader.ReadText(s.Value, $"{s.Option} {s.Key}").At(new Place(s.Written));
        return NodePath.With(set, shape, s.Key, value);
    });

    private Scenario Read(Node root)
    {
        var errors = new List<ScenarioError>();
        var scenario = shape.Read(root, new Reading("", errors));
        if (errors.Count == 0)
        {
            errors.AddRange(ScenarioRules.Broken(scenario)
                .Concat(vocabulary.Rules.SelectMany(rule => rule(scenario)))
                .Select(b => new ScenarioError(PlaceOf(root, b.Key), b.Key.Length == 0 ? b.Message : $"{b.Key}: {b.Message}")));
        }

        return errors.Count == 0
            ? scenario
            : throw new ScenarioException([.. errors.OrderBy(e => e.Place.Line).ThenBy(e => e.Place.Column)]);
    }

    private Node Changed(Node root, IReadOnlyDictionary<string, string> parameters)
    {
        var place = PlaceOf(root, "sweep");
        return parameters.SelectMany(p => Changes(p.Key, SweepShape.ValueOf(p.Value, place)))
            .Aggregate(root, (changed, change) => NodePath.With(changed, shape, change.Key, change.Value));
    }

    // A swept program brings its own load: the file's, and its engine, are those of the built-in clients it is compared with.
    private static Node WithoutItsLoad(Node variant, IReadOnlyDictionary<string, string> parameters) =>
        parameters.ContainsKey("client") && variant is MapNode map && map["client"] is MapNode client && client["command"] is not null
            ? map with { Entries = [.. map.Entries.Where(e => e.Key is not ("load" or "engine"))] }
            : variant;

    private static IEnumerable<(string Key, Node Value)> Changes(string key, Node value) =>
        key != Cases && !key.StartsWith($"{Cases}.", StringComparison.Ordinal) ? [(key, value)]
        : value is MapNode { Entries: var entries } ? entries.Select(e => (e.Key, e.Value))
        : throw new ScenarioException(
            value.Place, $"{key}: expected maps of dotted keys, such as {{ name: patient, server.close: when_client_closes }}");

    private static SortedDictionary<string, string> Named(IReadOnlyDictionary<string, string> parameters) =>
        new(parameters.ToDictionary(p => p.Key, p => SweepShape.NameOf(p.Value)), StringComparer.Ordinal);

    private static List<IReadOnlyDictionary<string, string>> Combinations(List<SweepAxis> axes)
    {
        List<IReadOnlyDictionary<string, string>> combinations = [new SortedDictionary<string, string>(StringComparer.Ordinal)];
        foreach (var axis in axes)
        {
            combinations = [.. combinations.SelectMany(c => axis.Values.Select(v =>
                new SortedDictionary<string, string>(c.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal)
                {
                    [axis.Key] = v,
                }))];
        }

        return combinations;
    }

    // The place of the deepest key on the way that was really written.
    private static Place PlaceOf(Node root, string key)
    {
        var node = root;
        foreach (var part in key.Split('.'))
        {
            var next = node switch
            {
                MapNode map => map[part],
                ListNode list when int.TryParse(part, CultureInfo.InvariantCulture, out var index) => list.Items.ElementAtOrDefault(index),
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node.Place;
    }
}
