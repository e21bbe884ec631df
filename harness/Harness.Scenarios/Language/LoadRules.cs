using Harness.Scenarios.Options;

namespace Harness.Scenarios.Language;

/// <summary>What must hold within the steps of a load, and between them and its engine.</summary>
internal static class LoadRules
{
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
            if (step.Mistake() is { } mistake)
            {
                yield return new("load", $"step {index + 1}: {mistake}");
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
            yield return new(
                "engine",
                "this client keeps a connection until the load is over, and NBomber's load is over when its connections have ended; "
                + $"limit client.requests_per_connection, {orBuiltIn}");
        }

        if (scenario.Load.Count > 1 && scenario.Load.FirstOrDefault(s => s.IsCounted) is { } counted)
        {
            yield return new("load", $"NBomber mixes {counted.Word} with no other step; leave it alone in the load, {orBuiltIn}");
        }
        else if (First(LoadKind.Open) is { } open && First(LoadKind.Closed) is { } closed)
        {
            yield return new(
                "load", $"NBomber does not mix open steps ({open.Word}) with closed ones ({closed.Word}); take one kind, {orBuiltIn}");
        }

        foreach (var (index, (step, facts)) in scenario.Load.Zip(scenario.Load.Facts()).Index().Where(s => !s.Item.First.IsCounted))
        {
            if (facts.Duration < ShortestOfNBomber)
            {
                yield return new("load", $"step {index + 1}: NBomber takes no step shorter than 1 s, {orBuiltIn}");
            }
            else if (facts.Interval > facts.Duration)
            {
                yield return new("load", $"step {index + 1}: NBomber takes no interval longer than 'during', {orBuiltIn}");
            }
        }

        LoadStep? First(LoadKind kind) => scenario.Load.FirstOrDefault(s => s.Kind == kind);
    }
}
