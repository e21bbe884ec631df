using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>Open load: the rate grows or shrinks evenly from the previous step's (0 at the start) to this.</summary>
    /// <param name="Rate">Connections per interval at the end, 0 to 1 000 000.</param>
    /// <param name="Interval">1 ms to 1 h.</param>
    /// <param name="During">1 ms to 24 h.</param>
    public sealed record RampingInject(int Rate, TimeSpan Interval, TimeSpan During) : LoadStep(Name, LoadKind.Open)
    {
        internal const string Name = "ramping_inject";
        internal const string Form = "ramping_inject: { rate: N, interval: DURATION, during: DURATION }";

        internal static Shape<RampingInject> Keys => new MapShape<RampingInject>((_, _) => new(1, LoadValues.Second, LoadValues.Second))
            .Key("rate", LoadValues.RateOrNone, s => s.Rate, (s, v) => s with { Rate = v }, isRequired: true)
            .Key("interval", LoadValues.Interval, s => s.Interval, (s, v) => s with { Interval = v })
            .Key("during", LoadValues.During, s => s.During, (s, v) => s with { During = v }, isRequired: true);

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(0, Last))
        {
            Connections = InjectSchedule.Count(before.Rate, Last, During),
            PeakRate = before.Rate.PerSecond > Last.PerSecond ? before.Rate : Last,
            Duration = During,
            Interval = Interval,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => 
            new StepSchedule.DueTimes(InjectSchedule.DueTimes(before.Rate, Last, During), During);

        private Rate Last => new(Rate, Interval);
    }
}
