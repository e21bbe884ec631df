using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>
    /// Open load: connections are due at a constant rate whether or not earlier ones have ended; latency counts from when one was due.
    /// </summary>
    /// <param name="Rate">Connections per interval, 1 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="During">1 ms to 24 h.</param>
    /// <param name="Spacing">Where in its interval each is due.</param>
    public sealed record Inject(int Rate, TimeSpan Interval, TimeSpan During, Spacing Spacing = Spacing.Even)
        : LoadStep(Name, LoadKind.Open)
    {
        internal const string Name = "inject";
        internal const string Form = "inject: { rate: N, interval: DURATION, during: DURATION }";

        internal static Shape<Inject> Keys => new MapShape<Inject>((_, _) => new(1, LoadValues.Second, LoadValues.Second))
            .Key("rate", LoadValues.Rate, s => s.Rate, (s, v) => s with { Rate = v }, isRequired: true)
            .Key("interval", LoadValues.Interval, s => s.Interval, (s, v) => s with { Interval = v })
            .Key("during", LoadValues.During, s => s.During, (s, v) => s with { During = v }, isRequired: true)
            .Key("spacing", LoadValues.Spacing, s => s.Spacing, (s, v) => s with { Spacing = v });

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(0, Constant))
        {
            Connections = Constant.In(During),
            PeakRate = Constant,
            Duration = During,
            Interval = Interval,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => new StepSchedule.DueTimes(
            Spacing == Spacing.Even
                ? InjectSchedule.DueTimes(Constant, Constant, During)
                : InjectSchedule.InIntervals(_ => Rate, Interval, Spacing, seed, During),
            During);

        private Rate Constant => new(Rate, Interval);
    }
}
