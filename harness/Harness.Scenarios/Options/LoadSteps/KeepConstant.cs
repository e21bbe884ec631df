using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>Closed load: so many workers for so long.</summary>
    /// <param name="Copies">Workers, 1 to 100 000.</param>
    /// <param name="During">For how long new connections are opened, 1 ms to 24 h.</param>
    public sealed record KeepConstant(int Copies, TimeSpan During) : LoadStep(Name, LoadKind.Closed)
    {
        internal const string Name = "keep_constant";
        internal const string Form = "keep_constant: { copies: N, during: DURATION }";

        internal static Shape<KeepConstant> Keys => new MapShape<KeepConstant>((_, _) => new(1, LoadValues.Second))
            .Key("copies", LoadValues.Copies, s => s.Copies, (s, v) => s with { Copies = v }, isRequired: true)
            .Key("during", LoadValues.During, s => s.During, (s, v) => s with { During = v }, isRequired: true);

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(Copies, Rate.Zero))
        {
            MostCopies = Copies,
            Duration = During,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => new StepSchedule.Workers(Copies, [], During);
    }
}
