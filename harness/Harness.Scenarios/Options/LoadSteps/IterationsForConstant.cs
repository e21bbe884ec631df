using Harness.Scenarios.Language;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

public abstract partial record LoadStep
{
    /// <summary>Closed load: workers that open one connection after the other until all together have opened so many.</summary>
    /// <param name="Copies">Workers, 1 to 100 000.</param>
    /// <param name="Iterations">Connections of all workers together, 1 to 1 000 000 000.</param>
    public sealed record IterationsForConstant(int Copies, int Iterations) : LoadStep(Name, LoadKind.Closed, isCounted: true)
    {
        internal const string Name = "iterations_for_constant";
        internal const string Form = "iterations_for_constant: { copies: N, iterations: N }";

        internal static Shape<IterationsForConstant> Keys => new MapShape<IterationsForConstant>((_, _) => new(1, 1))
            .Key("copies", LoadValues.Copies, s => s.Copies, (s, v) => s with { Copies = v }, isRequired: true)
            .Key("iterations", LoadValues.Iterations, s => s.Iterations, (s, v) => s with { Iterations = v }, isRequired: true);

        /// <inheritdoc/>
        public override StepFacts Facts(LoadLevel before) => new(new(Copies, Rate.Zero))
        {
            MostCopies = Copies,
            Connections = Iterations,
        };

        /// <inheritdoc/>
        public override StepSchedule Schedule(LoadLevel before, int seed) => new StepSchedule.Count(Copies, Iterations);
    }
}
