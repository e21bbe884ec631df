using System.Text.Json.Serialization;
using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>Open load: connections are due at a constant rate until there have been so many.</summary>
    /// <param name="Rate">Connections per interval, 1 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="Iterations">Connections in all, 1 to 1 000 000 000; they must be due within 24 h.</param>
    /// <param name="Spacing">Where in its interval each is due.</param>
    public sealed record IterationsForInject(int Rate, TimeSpan Interval, int Iterations, Spacing Spacing = Spacing.Even)
        : LoadStep(Name, LoadKind.Open, isCounted: true)
    {
        internal const string Name = "iterations_for_inject";
        internal const string Form = "iterations_for_inject: { rate: N, interval: DURATION, iterations: N }";

        private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

        /// <summary>
        /// Until the one after the last would be due; <see cref="TimeSpan.MaxValue"/> where that is beyond what a TimeSpan holds.
        /// </summary>
        [JsonIgnore]
        public TimeSpan During => (Int128)Iterations * Interval.Ticks / Rate is var ticks && ticks < long.MaxValue
            ? TimeSpan.FromTicks((long)ticks)
            : TimeSpan.MaxValue;

        internal static Shape<IterationsForInject> Keys => new MapShape<IterationsForInject>((_, _) => new(1, LoadValues.Second, 1))
            .Key("rate", LoadValues.Rate, s => s.Rate, (s, v) => s with { Rate = v }, isRequired: true)
            .Key("interval", LoadValues.Interval, s => s.Interval, (s, v) => s with { Interval = v })
            .Key("iterations", LoadValues.Iterations, s => s.Iterations, (s, v) => s with { Iterations = v }, isRequired: true)
            .Key("spacing", LoadValues.Spacing, s => s.Spacing, (s, v) => s with { Spacing = v });

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(0, Constant))
        {
            Connections = Iterations,
            PeakRate = Constant,
            Duration = During,
            Interval = Interval,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => new StepSchedule.DueTimes(
            InjectSchedule.InIntervals(_ => Rate, Interval, Spacing, seed).Take(Iterations), During);

        internal override string? Mistake() => During <= Longest
            ? null
            : $"{Iterations:N0} iterations at this rate take longer than 24 h; raise the rate, or take fewer";

        private Rate Constant => new(Rate, Interval);
    }
}
