using System.Text.Json.Serialization;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

/// <summary>A duration that is drawn each time: always the same, or from a distribution.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "draw")]
[JsonDerivedType(typeof(Fixed), "fixed")]
[JsonDerivedType(typeof(Uniform), "uniform")]
[JsonDerivedType(typeof(Exponential), "exponential")]
public abstract record DurationDraw
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    private DurationDraw()
    {
    }

    /// <summary>As scenarios write it: <c>20ms</c>, <c>uniform: [10ms, 30ms]</c>, <c>exponential: 20ms</c>.</summary>
    internal static Shape<DurationDraw> Shape { get; } = new DurationDrawShape();

    /// <summary>Draws the next one.</summary>
    /// <param name="random">Whose next numbers decide.</param>
    public abstract TimeSpan Next(Random random);

    /// <summary>The same each time.</summary>
    /// <param name="Duration">0 to 1 h.</param>
    public sealed record Fixed(TimeSpan Duration) : DurationDraw
    {
        /// <inheritdoc/>
        public override TimeSpan Next(Random random) => Duration;
    }

    /// <summary>Every duration between two is as likely as another.</summary>
    /// <param name="Least">0 to 1 h.</param>
    /// <param name="Longest">Not less than <paramref name="Least"/>, at most 1 h.</param>
    public sealed record Uniform(TimeSpan Least, TimeSpan Longest) : DurationDraw
    {
        /// <inheritdoc/>
        public override TimeSpan Next(Random random) => Least + (random.NextDouble() * (Longest - Least));
    }

    /// <summary>Many short ones and few long ones, as services and users take; cut at 1 h.</summary>
    /// <param name="Mean">0 to 1 h.</param>
    public sealed record Exponential(TimeSpan Mean) : DurationDraw
    {
        /// <inheritdoc/>
        public override TimeSpan Next(Random random)
        {
            var drawn = Mean.TotalSeconds * -Math.Log(1 - random.NextDouble());
            return drawn >= Most.TotalSeconds ? Most : TimeSpan.FromSeconds(drawn);
        }
    }
}
