using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>
    /// Open load: as many connections in each interval as a throw of the dice says, each number within the bounds as likely as another.
    /// </summary>
    /// <param name="MinRate">The fewest per interval, 0 to 1 000 000, less than the most.</param>
    /// <param name="MaxRate">The most per interval, 1 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="During">1 ms to 24 h.</param>
    /// <param name="Spacing">Where in its interval each is due.</param>
    public sealed record InjectRandom(int MinRate, int MaxRate, TimeSpan Interval, TimeSpan During, Spacing Spacing = Spacing.Even)
        : LoadStep(Name, LoadKind.Open)
    {
        internal const string Name = "inject_random";
        internal const string Form = "inject_random: { min_rate: N, max_rate: N, interval: DURATION, during: DURATION }";

        internal static Shape<InjectRandom> Keys => new MapShape<InjectRandom>((_, _) => new(0, 1, LoadValues.Second, LoadValues.Second))
            .Key("min_rate", LoadValues.RateOrNone, s => s.MinRate, (s, v) => s with { MinRate = v }, isRequired: true)
            .Key("max_rate", LoadValues.Rate, s => s.MaxRate, (s, v) => s with { MaxRate = v }, isRequired: true)
            .Key("interval", LoadValues.Interval, s => s.Interval, (s, v) => s with { Interval = v })
            .Key("during", LoadValues.During, s => s.During, (s, v) => s with { During = v }, isRequired: true)
            .Key("spacing", LoadValues.Spacing, s => s.Spacing, (s, v) => s with { Spacing = v });

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(0, Highest))
        {
            Connections = Highest.In(During),
            PeakRate = Highest,
            Duration = During,
            Interval = Interval,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => new StepSchedule.DueTimes(
            InjectSchedule.InIntervals(random => random.Next(MinRate, MaxRate + 1), Interval, Spacing, seed, During), During);

        internal override string? Mistake() => MinRate < MaxRate
            ? null
            : $"min_rate must be less than max_rate, which is {MaxRate}; for a constant rate write inject";

        private Rate Highest => new(MaxRate, Interval);
    }
}
