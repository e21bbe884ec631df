using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>No new connections; those that are open go on.</summary>
    /// <param name="During">1 ms to 24 h.</param>
    public sealed record Pause(TimeSpan During) : LoadStep(Name, LoadKind.Pause)
    {
        internal const string Name = "pause";
        internal const string Form = "pause: { during: DURATION }";

        internal static Shape<Pause> Keys => new MapShape<Pause>((_, _) => new(LoadValues.Second))
            .Key("during", LoadValues.During, s => s.During, (s, v) => s with { During = v }, isRequired: true);

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(LoadLevel.None) { Connections = 0, Duration = During };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => new StepSchedule.DueTimes([], During);
    }
}
