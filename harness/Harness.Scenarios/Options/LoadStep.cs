using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>One step of the <c>load</c> section; steps run one after the other. The words are NBomber's load simulations.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(IterationsForConstant), "iterations_for_constant")]
[JsonDerivedType(typeof(KeepConstant), "keep_constant")]
[JsonDerivedType(typeof(RampingConstant), "ramping_constant")]
[JsonDerivedType(typeof(Inject), "inject")]
[JsonDerivedType(typeof(InjectRandom), "inject_random")]
[JsonDerivedType(typeof(IterationsForInject), "iterations_for_inject")]
[JsonDerivedType(typeof(RampingInject), "ramping_inject")]
[JsonDerivedType(typeof(Pause), "pause")]
public abstract record LoadStep
{
    private LoadStep()
    {
    }

    /// <summary>Connections are due at moments of their own, whether or not earlier ones have ended.</summary>
    [JsonIgnore]
    public bool IsOpen => this is Inject or InjectRandom or IterationsForInject or RampingInject;

    /// <summary>It is over after a number of connections, not after a time.</summary>
    [JsonIgnore]
    public bool IsCounted => this is IterationsForConstant or IterationsForInject;

    /// <summary>Closed load: workers that open one connection after the other until all together have opened so many.</summary>
    /// <param name="Copies">Workers, 1 to 100 000.</param>
    /// <param name="Iterations">Connections of all workers together, 1 to 1 000 000 000.</param>
    public sealed record IterationsForConstant(int Copies, int Iterations) : LoadStep;

    /// <summary>Closed load: so many workers for so long.</summary>
    /// <param name="Copies">Workers, 1 to 100 000.</param>
    /// <param name="During">For how long new connections are opened, 1 ms to 24 h.</param>
    public sealed record KeepConstant(int Copies, TimeSpan During) : LoadStep;

    /// <summary>Closed load: the number of workers grows or shrinks evenly from the previous step's (0 at the start) to this.</summary>
    /// <param name="Copies">Workers at the end, 0 to 100 000.</param>
    /// <param name="During">1 ms to 24 h.</param>
    public sealed record RampingConstant(int Copies, TimeSpan During) : LoadStep;

    /// <summary>Open load: connections are due at a constant rate whether or not earlier ones have ended; latency counts from when one was due.</summary>
    /// <param name="Rate">Connections per interval, 1 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="During">1 ms to 24 h.</param>
    /// <param name="Spacing">Where in its interval each is due.</param>
    public sealed record Inject(int Rate, TimeSpan Interval, TimeSpan During, Spacing Spacing = Spacing.Even) : LoadStep;

    /// <summary>Open load: as many connections in each interval as a throw of the dice says, each number within the bounds as likely as another.</summary>
    /// <param name="MinRate">The fewest per interval, 0 to 1 000 000, less than the most.</param>
    /// <param name="MaxRate">The most per interval, 1 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="During">1 ms to 24 h.</param>
    /// <param name="Spacing">Where in its interval each is due.</param>
    public sealed record InjectRandom(int MinRate, int MaxRate, TimeSpan Interval, TimeSpan During, Spacing Spacing = Spacing.Even) : LoadStep;

    /// <summary>Open load: connections are due at a constant rate until there have been so many.</summary>
    /// <param name="Rate">Connections per interval, 1 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="Iterations">Connections in all, 1 to 1 000 000 000; they must be due within 24 h.</param>
    /// <param name="Spacing">Where in its interval each is due.</param>
    public sealed record IterationsForInject(int Rate, TimeSpan Interval, int Iterations, Spacing Spacing = Spacing.Even) : LoadStep
    {
        /// <summary>Until the one after the last would be due; <see cref="TimeSpan.MaxValue"/> where that is beyond what a TimeSpan holds.</summary>
        [JsonIgnore]
        public TimeSpan During => (Int128)Iterations * Interval.Ticks / Rate is var ticks && ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
    }

    /// <summary>Open load: the rate grows or shrinks evenly from the previous step's (0 at the start) to this.</summary>
    /// <param name="Rate">Connections per interval at the end, 0 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="During">1 ms to 24 h.</param>
    public sealed record RampingInject(int Rate, TimeSpan Interval, TimeSpan During) : LoadStep;

    /// <summary>No new connections; those that are open go on.</summary>
    /// <param name="During">1 ms to 24 h.</param>
    public sealed record Pause(TimeSpan During) : LoadStep;
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
