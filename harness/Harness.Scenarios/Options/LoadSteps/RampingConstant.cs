using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>Closed load: the number of workers grows or shrinks evenly from the previous step's (0 at the start) to this.</summary>
    /// <param name="Copies">Workers at the end, 0 to 100 000.</param>
    /// <param name="During">1 ms to 24 h.</param>
    public sealed record RampingConstant(int Copies, TimeSpan During) : LoadStep(Name, LoadKind.Closed)
    {
        internal const string Name = "ramping_constant";
        internal const string Form = "ramping_constant: { copies: N, during: DURATION }";

        internal static Shape<RampingConstant> Keys => new MapShape<RampingConstant>((_, _) => new(1, LoadValues.Second))
            .Key("copies", LoadValues.CopiesOrNone, s => s.Copies, (s, v) => s with { Copies = v }, isRequired: true)
            .Key("during", LoadValues.During, s => s.During, (s, v) => s with { During = v }, isRequired: true);

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(Copies, Rate.Zero))
        {
            MostCopies = Math.Max(before.Copies, Copies),
            Duration = During,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => 
            new StepSchedule.Workers(before.Copies, WorkerRamp.Changes(before.Copies, Copies, During), During);
    }
}
