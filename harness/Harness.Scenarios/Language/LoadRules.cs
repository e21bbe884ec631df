using Harness.Scenarios.Options;

namespace Harness.Scenarios.Language;

/// <summary>What must hold within the steps of a load, and between them and its engine.</summary>
internal static class LoadRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // NBomber refuses what is shorter: its scheduler wakes once a second.
    private static readonly TimeSpan ShortestOfNBomber = TimeSpan.FromSeconds(1);

    /// <summary>Each rule broken, with the key at which to report it.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario) =>
        StepRules(scenario.Load)
            .Concat(scenario.Then.OfType<ThenStep.Load>().SelectMany(l => StepRules(l.Steps)))
            .Concat(scenario.Engine == LoadEngine.NBomber ? NBomberRules(scenario) : []);

    private static IEnumerable<BrokenRule> StepRules(IReadOnlyList<LoadStep> load)
    {
        foreach (var (index, step) in load.Index())
        {
            if (step is LoadStep.InjectRandom random && random.MinRate >= random.MaxRate)
            {
                yield return new("load", $"step {index + 1}: min_rate must be less than max_rate, which is {random.MaxRate}; for a constant rate write inject");
            }

            if (step is LoadStep.IterationsForInject iterations && iterations.During > Longest)
            {
                yield return new("load", $"step {index + 1}: {iterations.Iterations:N0} iterations at this rate take longer than 24 h; raise the rate, or take fewer");
            }
        }
    }

    // What NBomber would refuse itself, in the middle of a run; https://nbomber.com/docs/nbomber/load-simulation says what may be mixed.
    private static IEnumerable<BrokenRule> NBomberRules(Scenario scenario)
    {
        const string orBuiltIn = "or use 'engine: built_in'";
        if (scenario.Client.Program is not null)
        {
            yield return new("engine", "a client.command brings its own load; leave this out");
            yield break;
        }

        if (scenario.Then.OfType<ThenStep.Load>().Any())
        {
            yield return new("engine", $"NBomber runs one load, and 'then' has another; leave that out, {orBuiltIn}");
        }

        if (scenario.Client.RequestsPerConnection == ClientOptions.NoLimit)
        {
            yield return new("engine", $"this client keeps a connection until the load is over, and NBomber's load is over when its connections have ended; limit client.requests_per_connection, {orBuiltIn}");
        }

        if (scenario.Load.Count > 1 && scenario.Load.FirstOrDefault(s => s.IsCounted) is { } counted)
        {
            yield return new("load", $"NBomber mixes {Word(counted)} with no other step; leave it alone in the load, {orBuiltIn}");
        }
        else if (scenario.Load.Any(s => s.IsOpen) && scenario.Load.Any(s => !s.IsOpen && s is not LoadStep.Pause))
        {
            yield return new("load", $"NBomber does not mix open steps ({Word(scenario.Load.First(s => s.IsOpen))}) with closed ones ({Word(scenario.Load.First(s => !s.IsOpen && s is not LoadStep.Pause))}); take one kind, {orBuiltIn}");
        }

        foreach (var (index, (during, interval)) in scenario.Load.Select(Times).Index())
        {
            if (during < ShortestOfNBomber)
            {
                yield return new("load", $"step {index + 1}: NBomber takes no step shorter than 1 s, {orBuiltIn}");
            }
            else if (interval > during)
            {
                yield return new("load", $"step {index + 1}: NBomber takes no interval longer than 'during', {orBuiltIn}");
            }
        }
    }

    private static (TimeSpan? During, TimeSpan? Interval) Times(LoadStep step) => step switch
    {
        LoadStep.KeepConstant s => (s.During, null),
        LoadStep.RampingConstant s => (s.During, null),
        LoadStep.Inject s => (s.During, s.Interval),
        LoadStep.InjectRandom s => (s.During, s.Interval),
        LoadStep.RampingInject s => (s.During, s.Interval),
        LoadStep.Pause s => (s.During, null),
        _ => default,
    };

    private static string Word(LoadStep step) => LoadStepShape.WordOf(step);
}
