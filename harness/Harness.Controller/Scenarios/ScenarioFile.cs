using Harness.Controller.Configuration;
using Harness.Controller.Shapes;
using Harness.Controller.Thresholds;
using Harness.Model.Running;
using Harness.Model.Scenarios;

namespace Harness.Controller.Scenarios;

/// <summary>Reads scenario files and makes plans of them.</summary>
/// <param name="profiles">The client profiles that <c>client.like</c> may name.</param>
public sealed class ScenarioFile(IReadOnlyDictionary<string, ClientOptions> profiles)
{
    private const int MostTrials = 10_000;

    private readonly Shape<Scenario> shape = new ScenarioShape(profiles).Whole();

    /// <summary>Reads <paramref name="path"/>, puts <paramref name="settings"/> in their places and plans the trials.</summary>
    /// <param name="path">A YAML file.</param>
    /// <param name="settings">Dotted keys and values of --set, which win over the file and over its sweep.</param>
    /// <exception cref="ScenarioException">The file or a setting is wrong; all errors at once.</exception>
    public RunPlan Plan(string path, IReadOnlyList<Setting> settings) => Plan(YamlReader.ReadFile(path), settings);

    /// <summary>Plans a scenario that is no file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in error messages.</param>
    /// <exception cref="ScenarioException">It is wrong; all errors at once.</exception>
    public RunPlan PlanText(string text, string source) => Plan(YamlReader.ReadText(text, source), []);

    /// <summary>A plan of one trial, with a change that keeps its scenario valid.</summary>
    public RunPlan Variant(RunPlan plan, Func<Scenario, Scenario> change)
    {
        var scenario = change(plan.Scenario);
        return new RunPlan(scenario, YamlWriter.Write(shape.Write(scenario)), [new TrialPlan(1, plan.Trials[0].Parameters, scenario)]);
    }

    private RunPlan Plan(Node root, IReadOnlyList<Setting> settings)
    {
        foreach (var (option, key, value) in settings)
        {
            root = NodePath.With(root, key, YamlReader.ReadText(value, $"{option} {key}").At(new Place($"{option} {key}={value}")));
        }

        var scenario = Read(root);
        var text = YamlWriter.Write(shape.Write(scenario));
        if (scenario.Threshold is { } threshold)
        {
            return new RunPlan(scenario, text, []) { Probe = value => ReadVariant(root, scenario, new Dictionary<string, string>(StringComparer.Ordinal) { [threshold.Key] = value }) };
        }

        var axes = scenario.Sweep.Where(a => settings.All(s => a.Key != s.Key && !a.Key.StartsWith($"{s.Key}.", StringComparison.Ordinal))).ToList();
        var count = axes.Aggregate((double)scenario.Repeat, (product, axis) => product * axis.Values.Count);
        if (count > MostTrials)
        {
            throw new ScenarioException(PlaceOf(root, "sweep"), $"sweep and repeat make {count:N0} trials; at most {MostTrials:N0} are allowed");
        }

        var variants = Combinations(axes).Select(c => (Parameters: c, Scenario: ReadVariant(root, scenario, c))).ToList();
        if (scenario.Predict && axes.Exists(a => a.Key == Predictions.Key))
        {
            // The expectations are about the sweep; these trials are about the client.
            var leading = Combinations([.. axes.Where(a => a.Key != Predictions.Key)]).Select(Predictions.Leading);
            variants.InsertRange(0, leading.Select(c => (c, ReadVariant(root, scenario, c) with { Expect = [] })));
        }

        var trials = Enumerable.Range(0, scenario.Repeat).SelectMany(_ => variants)
            .Select((v, i) => new TrialPlan(i + 1, Named(v.Parameters), v.Scenario))
            .ToList();
        return new RunPlan(scenario, text, trials);
    }

    private Scenario Read(Node root)
    {
        var errors = new List<ScenarioError>();
        var scenario = shape.Read(root, new Reading("", errors));
        if (errors.Count == 0)
        {
            errors.AddRange(ScenarioRules.Broken(scenario).Select(b => new ScenarioError(PlaceOf(root, b.Key), b.Key.Length == 0 ? b.Message : $"{b.Key}: {b.Message}")));
        }

        return errors.Count == 0 ? scenario : throw new ScenarioException([.. errors.OrderBy(e => e.Place.Line).ThenBy(e => e.Place.Column)]);
    }

    private Scenario ReadVariant(Node root, Scenario scenario, IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Count == 0)
        {
            return scenario;
        }

        var variant = root;
        foreach (var (key, value) in parameters)
        {
            var place = PlaceOf(root, "sweep");
            variant = NodePath.With(variant, key, SweepShape.ValueOf(value, place));
        }

        // A program brings its own load: the file's is that of the built-in clients it is compared with.
        return Read(parameters.ContainsKey("client") && variant is MapNode { } map && map["client"] is MapNode client && client["command"] is not null
            ? map with { Entries = [.. map.Entries.Where(e => e.Key != "load")] }
            : variant);
    }

    private static SortedDictionary<string, string> Named(IReadOnlyDictionary<string, string> parameters) =>
        new(parameters.ToDictionary(p => p.Key, p => SweepShape.NameOf(p.Value)), StringComparer.Ordinal);

    private static List<IReadOnlyDictionary<string, string>> Combinations(List<SweepAxis> axes)
    {
        List<IReadOnlyDictionary<string, string>> combinations = [new SortedDictionary<string, string>(StringComparer.Ordinal)];
        foreach (var axis in axes)
        {
            combinations = [.. combinations.SelectMany(c => axis.Values.Select(v =>
                new SortedDictionary<string, string>(c.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal) { [axis.Key] = v }))];
        }

        return combinations;
    }

    // The place of the deepest key on the way that was really written.
    private static Place PlaceOf(Node root, string key)
    {
        var node = root;
        foreach (var part in key.Split('.'))
        {
            if ((node as MapNode)?[part] is not { } next)
            {
                break;
            }

            node = next;
        }

        return node.Place;
    }
}
