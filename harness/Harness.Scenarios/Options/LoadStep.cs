using System.Text.Json.Serialization;
using Harness.Scenarios.Pacing;

namespace Harness.Scenarios.Options;

/// <summary>
/// One step of the <c>load</c> section; steps run one after the other. The words are NBomber's load simulations. A step says everything
/// about itself in its own file below LoadSteps: its keys in a scenario, what it comes to, and what it asks of the clients.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(IterationsForConstant), IterationsForConstant.Name)]
[JsonDerivedType(typeof(KeepConstant), KeepConstant.Name)]
[JsonDerivedType(typeof(RampingConstant), RampingConstant.Name)]
[JsonDerivedType(typeof(Inject), Inject.Name)]
[JsonDerivedType(typeof(InjectRandom), InjectRandom.Name)]
[JsonDerivedType(typeof(IterationsForInject), IterationsForInject.Name)]
[JsonDerivedType(typeof(RampingInject), RampingInject.Name)]
[JsonDerivedType(typeof(Pause), Pause.Name)]
public abstract partial record LoadStep
{
    private LoadStep(string word, LoadKind kind, bool isCounted = false) => (Word, Kind, IsCounted) = (word, kind, isCounted);

    /// <summary>What a scenario calls the step.</summary>
    [JsonIgnore]
    public string Word { get; }

    /// <summary>Whether it is an open or a closed step. NBomber mixes the two kinds in no load.</summary>
    [JsonIgnore]
    public LoadKind Kind { get; }

    /// <summary>It is over after a number of connections, not after a time. NBomber mixes such a step with no other.</summary>
    [JsonIgnore]
    public bool IsCounted { get; }

    /// <summary>What the step comes to.</summary>
    /// <param name="before">Where the step before it left off.</param>
    public abstract StepFacts Facts(LoadLevel before);

    /// <summary>What the step asks of all clients together. Pure: the same arguments give the same schedule, on every node.</summary>
    /// <param name="before">Where the step before it left off.</param>
    /// <param name="seed">Of what is random in it.</param>
    public abstract StepSchedule Schedule(LoadLevel before, int seed);

    /// <summary>What the step asks of one client node.</summary>
    /// <param name="before">Where the step before it left off, on all nodes together.</param>
    /// <param name="seed">Of what is random in it; all nodes have the same.</param>
    /// <param name="share">Which node it is, of how many.</param>
    public StepSchedule Schedule(LoadLevel before, int seed, LoadShare share) => Schedule(before, seed).Part(share);

    /// <summary>Why its own values cannot be, for the user; null when they can.</summary>
    internal virtual string? Mistake() => null;
}

/// <summary>What decides when the connections of a load step begin.</summary>
public enum LoadKind
{
    /// <summary>There are none.</summary>
    Pause,

    /// <summary>Closed: a worker opens the next connection when its last one has ended.</summary>
    Closed,

    /// <summary>Open: connections are due at moments of their own, whether or not earlier ones have ended.</summary>
    Open,
}

/// <summary>Where in its interval each connection of an open load is due.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Spacing>))]
public enum Spacing
{
    /// <summary>All equally far apart: the same load in every run.</summary>
    [JsonStringEnumMemberName("even")]
    Even,

    /// <summary>At a random moment each, all moments equally likely, as NBomber does: bursts and gaps, another load in every run.</summary>
    [JsonStringEnumMemberName("random")]
    Random,
}

/// <summary>What a whole load comes to.</summary>
public static class LoadSteps
{
    /// <summary>The facts of each step, in order: each step begins where the one before it left off.</summary>
    public static IEnumerable<StepFacts> Facts(this IEnumerable<LoadStep> load)
    {
        var level = LoadLevel.None;
        foreach (var step in load)
        {
            var facts = step.Facts(level);
            yield return facts;
            level = facts.End;
        }
    }
}
